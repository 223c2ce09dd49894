/**
 * Scripts that a page loads when it needs them first, by elements: browsers of 2017 do not know import().
 * A late script gives what it has under its name; page.late says where it lies.
 */
import { addWords, data, one } from "./dom.js";

const given = (window.laenaParts = window.laenaParts || {});

/** For a late script: `part` is what `late(name)` resolves to. */
export const give = (name, part) => { given[name] = part; };

const KINDS = ["asked", "attached"]; // places in the page, before which their cards come

/** The cards of late parts, and their words, stand in the page before the first late script, which looks for them. */
async function cards() {
  const response = await fetch("/late-parts");
  const answer = await response.json();
  if (!answer.ok) throw new Error(`late parts: ${response.status}`);
  for (const kind of KINDS) {
    one(`#${kind}`).insertAdjacentHTML("beforebegin", answer[kind]);
    addWords(`${kind}-words`);
  }
}

const coming = {};
/** The same promise for all who ask, so that they go on in their order; one that failed is made anew. */
const once = (name, make) => (coming[name] = coming[name] || make().catch((trouble) => {
  delete coming[name];
  throw trouble;
}));

/** → promise of what the script of this name gives; `tries` that failed before, as some browsers remember a failure. */
export const late = (name, tries = 0) => once(name, async () => {
  if (!given[name]) await once("cards", cards);
  if (!given[name]) await script(`${data("page").late[name]}${tries ? `?${tries}` : ""}`, "module");
  if (!given[name]) throw new Error(`no ${name}`);
  return given[name];
});

/** Run a script; resolves when it has run, rejects when it does not come. */
export function script(src, type = "text/javascript") {
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { type, src, onload, onerror }));
  });
}

/** Add css/NAME.css to the page; resolves when it is there, or cannot be had: then the part is plain, but works. */
export function styles(name) {
  return new Promise((done) => {
    const href = `${data("page").css}/${name}.css`;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: done, onerror: done }));
  });
}
