import { list, setText, word } from "../../lib/dom.js";

/** The lines of a textarea that cannot be used, [{line, message}], marked beside it (`number`) and listed as buttons. */
export function drawLineErrors(parent, number, errors) {
  number(new Set(errors.map((error) => error.line)));
  list(parent, errors, {
    key: (error) => error.line,
    make: makeError,
    update: (item, { line, message }) => setText(item.firstElementChild, word("glossary_line", { n: line, message })),
  });
}

function makeError() {
  const item = document.createElement("li");
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  return item;
}
