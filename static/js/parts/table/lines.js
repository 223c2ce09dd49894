/** What was pasted or typed for a table, as notes: a line each, without what a list or LINE puts before it. */
import { comparable } from "../../lib/folding.js";
import { count, isBlank } from "../../lib/graphemes.js";

const MARK = /^\s*(?:[-\u2013\u2022*\u25aa\u25cf]|\(?[0-9\u0e50-\u0e59]{1,3}[.)])\s+(?=\S)/;
// A copied chat: the time, the sender, the message; with tabs it can be told apart.
const OF_CHAT = /^\s*\d{1,2}[:.]\d{2}(?:\s*[ap]m|\s*\u0e19\.)?\t[^\t]+\t/i;
const WITH_SENDER = /^\s*(?:\d{1,2}[:.]\d{2}\s+\S|.*\s\d{1,2}[:.]\d{2}(?:\s*\u0e19\.)?$)/;

/** → [{text, trouble: "" | "long" | "signed" | "twice"}]; `there`: texts that are there already. */
export function linesOf(pasted, limit, there) {
  const seen = new Set(there.map(comparable));
  const lines = pasted.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).map((line) => line.replace(OF_CHAT, "").replace(MARK, "").trim());
  return lines.filter((line) => !isBlank(line)).map((text) => {
    const same = comparable(text);
    const twice = seen.has(same);
    seen.add(same);
    const trouble = count(text) > limit ? "long" : WITH_SENDER.test(text) ? "signed" : twice ? "twice" : "";
    return { text, trouble };
  });
}
