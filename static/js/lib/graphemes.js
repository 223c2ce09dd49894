/** Characters as a person sees them (UAX 29 clusters): น้ำ is one, so are a flag and a family. */

import { unicode } from "./unicode.js";

// Marks of Burmese and its neighbours that stand for themselves, and what joins two consonants of Indic scripts (GB9c).
const ALONE = "[\\u102b\\u102c\\u1038\\u1062-\\u1064\\u1067-\\u106d\\u1083\\u1087-\\u108c\\u108f\\u109a-\\u109c]";
const LINKER = "[\\u094d\\u09cd\\u0acd\\u0b4d\\u0c4d\\u0d4d\\u1039\\u17d2\\u1a60\\u1b44\\u1bab\\ua9c0\\uaaf6]";
const MARK = `(?:(?!${ALONE})\\p{M}|[\\u0e33\\u0eb3\\u200c\\u{1f3fb}-\\u{1f3ff}])`;

// The long names of the properties: engines of 2020 do not know the short ones, and one unknown name stops the page.
const CLUSTER = unicode(
  `\\r\\n|\\p{Regional_Indicator}{2}|(?:\\P{M}|^\\p{M}|${ALONE})`
    + `(?:${LINKER}(?:${MARK}|\\u200d)*\\p{Other_Letter}|${MARK}|\\u200d\\p{Extended_Pictographic}?)*`,
  "gsu",
  /\r\n|[^](?:[\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u200c\u200d\ufe0f])*/gu,
);
const INVISIBLE = unicode(
  "[\\s\\p{Control}\\p{Format}\\p{Surrogate}\\p{Private_Use}\\p{Default_Ignorable_Code_Point}\\u2800]", "gu",
  /[\s\u0000-\u001f\u007f-\u009f\u00ad\u115f\u1160\u17b4\u17b5\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]/g,
);

const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("th", { granularity: "grapheme" }) : null;

/** How many clusters, by rule alone: for browsers without Intl.Segmenter (Firefox before 125, iOS before 14.1). */
export const countByRule = (text) => (text.match(CLUSTER) || []).length;

/** The number of user-perceived characters of a text. */
export function count(text) {
  if (!segmenter) return countByRule(text);
  let length = 0;
  for (const each of segmenter.segment(text)) length += each.segment.length > 0;
  return length;
}

/** True when nothing in it can be seen: spaces, line ends, characters without ink (the rule of domain/wording.py). */
export const isBlank = (text) => text.replace(INVISIBLE, "") === "";
