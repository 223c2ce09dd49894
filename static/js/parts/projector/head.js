import { word } from "../../lib/dom.js";

/** {name, question} for the head of the wall: the open phase of the shown category, else what the room waits for. */
export function headline({ workshop, phases }, category) {
  const open = phases.filter((phase) => phase.state === "open");
  const phase = open.find((each) => each.categories.includes(category)) ?? open[0];
  if (phase) return { name: phase.title, question: phase.question || phase.title };
  const key = phases.every(({ state }) => state === "waiting") ? "before" : phases.every(({ state }) => state === "closed") ? "after" : "between";
  return { name: workshop.title, question: word(key) };
}
