/**
 * Scripts that a page loads when it needs them first, by elements: browsers of 2017 do not know import().
 * A late script gives what it has under its name; page.late says where it lies.
 */
import { inTime } from "./ask.js";
import { backOff } from "./backoff.js";
import { addWords, data, one } from "./dom.js";

const PATIENCE_MS = 20000; // for a file; twice that with each try, where all that comes comes slowly
const MOST_DOUBLED = 3;
const MOST_FAILED = 3; // of a script that comes, but does not run or gives nothing: each further try is a download after a rest
const REST_MS = 180000;
const SHEET_MS = 2000;

const given = (window.laenaParts = window.laenaParts || {});

/** For a late script: `part` is what `late(name)` resolves to. */
export const give = (name, part) => { given[name] = part; };

// What a late script looks for in the page, by the places before which it comes; "cards" is of all that is not named.
const PARTS = { desk: ["banners", "own"], cards: ["asked", "attached"] };

/** What the network gives under this address, in time; files are kept by the browser. */
const fetched = (url, tries) => inTime(async (signal) => {
  const response = await fetch(url, { signal });
  const kind = response.headers.get("Content-Type") || "";
  // Where one must sign in to a network first, it answers all with a page of its own.
  if (!response.ok || kind.startsWith("text/html")) throw new Error(`${response.status} ${url}`);
  return response.text();
}, PATIENCE_MS * 2 ** Math.min(tries, MOST_DOUBLED));

/** The HTML of late parts, and their words, stand in the page before the first late script, which looks for them. */
async function html(name, tries) {
  const answer = JSON.parse(await fetched(`/late-parts/${name}`, tries));
  if (!answer.ok) throw new Error(answer.error);
  for (const place of PARTS[name]) {
    one(`#${place}`).insertAdjacentHTML("beforebegin", answer[place]);
    if (one(`#${place}-words`)) addWords(`${place}-words`);
  }
}

const coming = {};
/** The same promise for all who ask, so that they go on in their order. */
const once = (name, make) => (coming[name] = coming[name] || make());

/** → promise of what the script of this name gives: asked for until it comes and gives it. */
export async function late(name) {
  const src = data("page").late[name];
  if (!given[name]) await once(src, () => came(src, name));
  if (!given[name]) throw new Error(`no ${name} in ${src}`); // of another release, which gives what was asked of it first
  return given[name];
}

async function came(src, name) {
  const part = PARTS[name] ? name : "cards";
  await Promise.all([
    persist((tries) => fetched(src, tries)),
    once(`html of ${part}`, () => persist((tries) => html(part, tries))),
  ]);
  await persist(async (tries) => {
    if (failed[src] > MOST_FAILED) await new Promise((done) => setTimeout(done, REST_MS));
    await (tries ? run(src, name, tries) : execute(src, name));
  });
}

/**
 * Run a module that gives `name`. For as long as a page is open, browsers remember of a module that it did not come or run,
 * and of all that imports it: so only what the network has given is run, out of what the browser keeps.
 */
export async function run(src, name, tries = 0) {
  await fetched(address(src), tries);
  await execute(src, name);
}

const failed = {}; // how often, by the address of a script

/** One that failed has another address. */
const address = (src) => (failed[src] ? `${src}?${failed[src]}` : src);

async function execute(src, name) {
  try {
    await script(address(src), "module");
    if (!given[name]) throw new Error(`no ${name} in ${src}`); // also of a script that threw or could not be read
  } catch (trouble) {
    failed[src] = (failed[src] || 0) + 1;
    throw trouble;
  }
}

/** Run a script; resolves when it has run, rejects when it does not come. */
export function script(src, type = "text/javascript") {
  return new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { type, src, onload, onerror }));
  });
}

/** What `make(tries)` promises, made anew until it is kept: after a while, or when there is a network. */
async function persist(make) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await make(tries);
    } catch (trouble) {
      await pause(backOff(tries + 1));
    }
  }
}

const pause = (ms) => new Promise((done) => {
  const go = () => {
    clearTimeout(timer);
    window.removeEventListener("online", go);
    done();
  };
  const timer = setTimeout(go, ms);
  window.addEventListener("online", go);
});

/** Add a style sheet, once; resolves when it is there, or does not come soon: until it does the part is plain, but works. */
const sheet = (href) => once(href, () => new Promise((done) => {
  setTimeout(done, SHEET_MS);
  persist(() => new Promise((onload, onerror) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload });
    link.onerror = () => onerror(link.remove());
    document.head.append(link);
  })).then(done);
}));

/** The same of css/NAME.css. */
export const styles = (name) => sheet(`${data("page").css}/${name}.css`);

/** The page's own styles that are not needed to join and to type. */
export const laterStyles = () => Promise.all(data("page").later_styles.map(sheet));
