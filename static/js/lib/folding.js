/** One form for Thai text that is searched: what looks alike on screen is alike (the rules of analysis/folding.py). */
import { unicode } from "./unicode.js";

const MARK_BEFORE_VOWEL = /([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e37\u0e38\u0e39])/g;
const SPLIT_SARA_AM = /\u0e4d([\u0e48-\u0e4b]?)\u0e32/g;
const TONE_BEHIND = /([\u0e30\u0e32\u0e33])([\u0e48-\u0e4b])/g;
const UNSEEN = unicode("[\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}\\u2800]", "gu", /[\s\u00ad\u200b-\u200f\u2060\u2800\u3164\ufe0f\ufeff]/g);
const THAI_DIGIT = /[\u0e50-\u0e59]/g;

/** The text in one case, one width and one order of marks. */
const folded = (text) =>
  text.normalize("NFKC").toLowerCase().normalize("NFKC")
    .replace(/\u0e40\u0e40/g, "\u0e41")
    .replace(SPLIT_SARA_AM, "$1\u0e33")
    .replace(TONE_BEHIND, "$2$1")
    .replace(MARK_BEFORE_VOWEL, "$2$1");

const seen = (text) => text.replace(UNSEEN, "");

/** The text as it is searched: folded, with Arabic digits, without spaces and what nobody can see. */
export const comparable = (text) =>
  folded(seen(folded(seen(text)))).replace(THAI_DIGIT, (digit) => digit.charCodeAt(0) - 0x0e50);
