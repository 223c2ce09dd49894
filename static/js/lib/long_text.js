/**
 * Long texts, which only files bring: their beginning with a button for the whole. Print shows all of them whole.
 */
import { all, put, word } from "./dom.js";

const LONG = 400; // letters; what is typed on a phone is at most 300 characters, which may be more letters
const LINES = 8;
const FOLDED = { letters: 240, lines: 5 };
// What belongs to the letter before it: marks, what joins, the second half of a pair, ำ.
const BEHIND = /[\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ecd\u1037-\u103e\u17b6-\u17d3\u200c\u200d\u20d0-\u20ff\udc00-\udfff\ufe00-\ufe0f]/;
// What a cluster goes on behind: a joiner, and the first half of a pair.
const BEFORE = /[\u200d\ud800-\udbff]/;
const segmenter = (granularity) => (typeof Intl.Segmenter === "function" ? new Intl.Segmenter("th", { granularity }) : null);
const [WORDS, CLUSTERS] = [segmenter("word"), segmenter("grapheme")];
const opened = new WeakSet();

/** → the beginning of a long text, at a whole word or cluster; null for a text that is shown whole */
export function beginning(text) {
  const lines = text.split("\n");
  if (text.length <= LONG && lines.length <= LINES) return null;
  const first = lines.slice(0, FOLDED.lines).join("\n");
  const short = first.length <= FOLDED.letters ? first : first.slice(0, end(first, FOLDED.letters));
  return short.trimEnd ? short.trimEnd() : short.replace(/\s+$/, "");
}

/** The last place up to `most` where the text may be cut. */
function end(text, most) {
  for (const segments of [WORDS, CLUSTERS]) {
    const at = segments ? last(segments.segment(text.slice(0, most * 2)), most) : 0;
    if (at > most / 2) return at;
  }
  const space = text.lastIndexOf(" ", most);
  if (space > most / 2) return space;
  let at = most;
  while (at > 0 && (BEHIND.test(text[at]) || BEFORE.test(text[at - 1]))) at -= 1;
  return at;
}

function last(segments, most) {
  let at = 0;
  for (const { index } of segments) {
    if (index > most) break;
    at = index;
  }
  return at;
}

/** Fold a long text in its element, until somebody opens it; call it again whenever the text was set. */
export function fold(element, text) {
  const short = opened.has(element) ? null : beginning(text);
  element.classList.toggle("is-folded", short !== null);
  if (short === null) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button button-small", textContent: word("read_on") });
  const open = () => {
    opened.add(element);
    element.classList.remove("is-folded");
    element.textContent = text;
  };
  element.laenaOpen = open;
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    open();
    element.tabIndex = -1; // the button has gone, so the text takes its focus
    element.focus({ preventScroll: true });
  });
  put(element, `${short}… `, button);
}

window.addEventListener("beforeprint", () => all(".is-folded").forEach((element) => element.laenaOpen()));
