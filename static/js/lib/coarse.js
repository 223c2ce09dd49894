/** Whether a text has a coarse word in it, as a word of its own: not เหี้ย in เหี้ยม, nor แม่ง in แม่งดเหล้า. */
const MARKS = /[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]/; // what belongs to the letter before it
const LATIN = /[a-z]/;
const DRAWN_OUT = /(.)\1{2,}/g; // แม่งงงง
const HIDDEN = /[\u200b-\u200d\u2060\ufeff]/g;

/** `words`: {coarse word: [longer words of the dictionary that have it in them]}, of workshop/domain/coarse_words.py. */
export function coarseFinder(words) {
  const inside = new Map(Object.entries(words).map(([word, longer]) => [plain(word), longer.map(plain)]));
  return (text) => {
    const looked = plain(text);
    return [...inside].some(([word, longer]) => places(looked, word).some((at) => stands(looked, at, word, longer)));
  };
}

const plain = (text) => text.toLowerCase().replace(HIDDEN, "").replace(/\u0e40\u0e40/g, "\u0e41").replace(/\u0e4d\u0e32/g, "\u0e33").replace(DRAWN_OUT, "$1");

function places(text, word) {
  const found = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.push(at);
  return found;
}

function stands(text, at, word, longer) {
  const end = at + word.length;
  const [before, after] = [text[at - 1] || "", text[end] || ""];
  if (LATIN.test(word[0]) && LATIN.test(before)) return false;
  if (LATIN.test(word[word.length - 1]) ? LATIN.test(after) : MARKS.test(after)) return false;
  if (longer.some((each) => places(text, each).some((from) => from <= at && covers(text, from + each.length, end)))) return false;
  return !cutElsewhere(text, at, end);
}

/** Whether a longer word that ends here covers the coarse one: เหี้ยม does in โหดเหี้ยม, not in เหี้ยมาก. */
const covers = (text, until, end) => until >= end && !MARKS.test(text[until] || "");

/** Whether the browser's own words part the text inside the word rather than around it: แม่|งด. */
function cutElsewhere(text, at, end) {
  if (!window.Intl || !Intl.Segmenter) return false; // before 2024 in Firefox
  const cuts = new Set([text.length]);
  for (const { index } of new Intl.Segmenter("th", { granularity: "word" }).segment(text)) cuts.add(index);
  return !cuts.has(at) || !cuts.has(end);
}
