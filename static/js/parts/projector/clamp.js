/**
 * Shortens a text to so many lines with "…", by measuring. CSS line-clamp is no help in Thai: the vowels and tones of
 * the first line that is left out rise into the last one shown, and cutting them off cuts that line's lower vowels.
 */
const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("th", { granularity: "word" }) : null;
const LONG_WORD = 20;

/** Writes `text` into `element` in at most `lines` lines, which it remembers; does nothing while text, width and fonts stay as they were. */
export function clamp(element, text, lines) {
  const asked = `${document.fonts.status} ${element.clientWidth} ${lines} ${text}`;
  if (element.laenaClamped === asked || element.clientWidth === 0) return;
  element.laenaClamped = asked;
  element.laenaLines = lines;
  element.textContent = text;
  const style = getComputedStyle(element);
  const room = (lines + 0.4) * parseFloat(style.lineHeight) + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const fits = () => element.scrollHeight <= room;
  if (fits()) return;
  const parts = pieces(text);
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    element.textContent = `${parts.slice(0, middle).join("").trimEnd()}…`;
    if (fits()) low = middle;
    else high = middle - 1;
  }
  element.textContent = `${parts.slice(0, low).join("").trimEnd()}…`;
}

/** Does `work`, which fits texts into the element, unless its size, the fonts and `key` (the texts) are as they were then. */
export function settled(element, key, work) {
  const now = `${document.fonts.status} ${element.clientWidth}x${element.clientHeight} ${key}`;
  if (element.laenaSettled === now || element.clientWidth === 0) return; // not shown: nothing can be measured
  work();
  element.laenaSettled = now;
}

/** Words; where a "word" is too long for a line, the characters that a person sees. */
function pieces(text) {
  if (!segmenter) return [...text];
  const letters = new Intl.Segmenter("th", { granularity: "grapheme" });
  return [...segmenter.segment(text)].flatMap(({ segment }) =>
    segment.length > LONG_WORD ? [...letters.segment(segment)].map((letter) => letter.segment) : segment);
}
