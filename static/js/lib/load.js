/**
 * Scripts that a page loads when it needs them first, by elements: browsers of 2017 do not know import().
 * A late script gives what it has under its name; page.late says where it lies.
 */
import { data } from "./dom.js";

const given = (window.laenaParts = window.laenaParts || {});

/** For a late script: `part` is what `late(name)` resolves to. */
export const give = (name, part) => { given[name] = part; };

/** → promise of what the script of this name gives; `tries` that failed before, as some browsers remember a failure. */
export async function late(name, tries = 0) {
  if (!given[name]) await script(`${data("page").late[name]}${tries ? `?${tries}` : ""}`, "module");
  if (!given[name]) throw new Error(`no ${name}`);
  return given[name];
}

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
