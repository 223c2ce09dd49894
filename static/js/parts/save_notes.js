/** One's own notes as a text file, with their numbers in the report's appendix and what became of them; also those that
 *  were never sent. */
import { one, word } from "../lib/dom.js";
import { give } from "../lib/load.js";
import { became, find, offer } from "./outcomes.js";

const button = one("#save-notes");
let last = null;

button.addEventListener("click", async () => {
  const [workshop, phases, own, asks] = last;
  if (asks) await find(); // without an answer the file has the notes alone
  const link = document.createElement("a");
  // A byte order mark, so that Windows reads it as UTF-8.
  link.href = URL.createObjectURL(new Blob(["\ufeff", text(workshop, phases, own)], { type: "text/plain;charset=utf-8" }));
  link.download = "laena.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});

/** Offer the file. own: rows of own_rows.js; phases, the workshop's */
function offerFile(workshop, phases, own) {
  button.hidden = !own.length;
  last = [workshop, phases, own, offer(phases, own)];
}

function text(workshop, phases, own) {
  const lines = [workshop.title, ""];
  for (const row of own.slice().reverse()) {
    const phase = phases.find((each) => each.id === row.phase_id);
    if (phase) lines.push(`${phase.title}: ${phase.question}`);
    lines.push(row.state === "saved" ? word("receipt", { number: row.number }) : `(${word("not_sent")})`);
    lines.push(row.text);
    if (row.state === "saved") lines.push(...became(row.id).map((line) => `• ${line}`));
    lines.push("");
  }
  return lines.join("\r\n");
}

give("save_notes", offerFile);
