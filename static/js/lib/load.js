/**
 * Scripts that a page loads when it needs them first, by elements: browsers of 2017 do not know import().
 * A late script gives what it has under its name; page.late says where it lies.
 */
import { addWords, data, one } from "./dom.js";

const given = (window.laenaParts = window.laenaParts || {});

/** For a late script: `part` is what `late(name)` resolves to. */
export const give = (name, part) => { given[name] = part; };

// What a late script looks for in the page, by the places before which it comes; "cards" is of all that is not named.
const PARTS = { desk: ["banners", "own"], cards: ["asked", "attached"] };

/** The HTML of late parts, and their words, stand in the page before the first late script, which looks for them. */
async function html(name) {
  const response = await fetch(`/late-parts/${name}`);
  const answer = await response.json();
  if (!answer.ok) throw new Error(`late parts: ${response.status}`);
  for (const place of PARTS[name]) {
    one(`#${place}`).insertAdjacentHTML("beforebegin", answer[place]);
    if (one(`#${place}-words`)) addWords(`${place}-words`);
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
  const src = `${data("page").late[name]}${tries ? `?${tries}` : ""}`;
  const part = PARTS[name] ? name : "cards";
  if (!given[name]) hint(src);
  if (!given[name]) await once(`html of ${part}`, () => html(part));
  if (!given[name]) await script(src, "module");
  if (!given[name]) throw new Error(`no ${name}`);
  return given[name];
});

/** Run a script; resolves when it has run, rejects when it does not come. */
export function script(src, type = "text/javascript") {
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { type, src, onload, onerror }));
  });
}

const link = (values) => document.head.append(Object.assign(document.createElement("link"), values));

/** It comes while its HTML is on the way, in browsers that know how. */
const hint = (href) => link({ rel: "modulepreload", href });

/** Add a style sheet; resolves when it is there, or cannot be had: then the part is plain, but works. */
const sheet = (href) => new Promise((done) => link({ rel: "stylesheet", href, onload: done, onerror: done }));

/** The same of css/NAME.css. */
export const styles = (name) => sheet(`${data("page").css}/${name}.css`);

/** The page's own styles that are not needed to join and to type. */
export const laterStyles = () => Promise.all(data("page").later_styles.map(sheet));
