import { one, setText, word } from "../../lib/dom.js";

const ERA = 543;
const OCTOBER = 10;

/** The Thai fiscal year (Buddhist era) of a month and year: October begins the next one. */
const fiscalYear = (month, year) => (month >= OCTOBER ? year + 1 : year);

const parts = (form, name) => ["day", "month", "year"].map((part) => one(`#${name}_${part}`, form));

/** The year of today stands in, the end follows the start, and the fiscal year is suggested, until somebody picks. */
export function suggestDates(form) {
  const [starts, ends] = [parts(form, "starts"), parts(form, "ends")];
  let follow = ends.every((each) => !each.value);
  for (const select of starts) {
    select.addEventListener("change", () => {
      withYear(starts);
      if (follow && starts.every((each) => each.value)) ends.forEach((each, place) => (each.value = starts[place].value));
      suggestYear();
    });
  }
  for (const select of ends) {
    select.addEventListener("change", () => {
      follow = false;
      withYear(ends);
    });
  }

  const year = one("#fiscal_year", form);
  const hint = one("#fiscal_year-hint", form);
  const plain = hint.textContent;
  let typed = year.value !== "";
  year.addEventListener("input", () => (typed = year.value !== ""));

  function suggestYear() {
    const [, month, starting] = starts.map((each) => Number(each.value));
    if (!month || !starting) return;
    const suggested = fiscalYear(month, starting);
    if (!typed) year.value = suggested;
    setText(hint, Number(year.value) === suggested ? plain : word("fiscal_hint", { year: suggested }));
  }
}

function withYear([day, month, year]) {
  if ((day.value || month.value) && !year.value) year.value = String(new Date().getFullYear() + ERA);
}
