import { word } from "../../lib/dom.js";
import { nowOrClosed, pausing } from "../../lib/programme.js";
import { nextItem } from "../next_item.js";

/** {name, question} for the head of the wall: the open phase of the shown category, else what the room waits for.
 *  A break is named while it stands on the wall, an evening always. A category that the facilitator picked and that no open phase asks for is named itself. */
export function headline({ workshop, phases, programme, shown }, category, picked = null) {
  if (shown?.what === "thanks") return { name: workshop.title, question: "" };
  const open = phases.filter((phase) => phase.state === "open");
  const asking = open.find((each) => each.categories.includes(category));
  if (picked && !asking) return pickedLine(workshop, open, picked);
  const phase = asking ?? open[0];
  const { now, over } = workshop.ended ? {} : programme || {};
  const apart = now?.kind === "evening" || (shown?.what === "programme" && pausing({ now }));
  // Who comes in reads first where they are.
  if (now && !phase && shown?.what === "welcome") return { name: word("programme_now", now), question: workshop.title };
  if (now && (!phase || apart)) return { name: nowOrClosed(now), question: nextItem(programme) || now.title };
  if (over && !phase) return { name: workshop.title, question: word("after") };
  if (phase) return { name: phase.title, question: phase.question || phase.title };
  const key = phases.every(({ state }) => state === "waiting") ? "before" : phases.every(({ state }) => state === "closed") ? "after" : "between";
  const goesOn = key === "after" && !workshop.ended && programme?.begun ? nextItem(programme) : "";
  return { name: workshop.title, question: goesOn || word(key) };
}

function pickedLine({ categories }, open, picked) {
  const question = categories.find(({ key }) => key === picked)?.name ?? "";
  const name = open.length ? word("shown_while_open", { title: open.map(({ title }) => title).join(", ") }) : word("shown");
  return { name, question };
}
