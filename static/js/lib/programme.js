/** What is now and what is next on the programme, for every screen. */
import { word } from "./dom.js";

const DAY = 24 * 60;
const FAR = 4 * 60;
const HOURS_OF_BANGKOK = 7;
const ofDay = (ms) => Math.floor(ms / 60000 + HOURS_OF_BANGKOK * 60) % DAY;
const two = (n) => String(n).padStart(2, "0");
const apart = (minutes, planned) => ((minutes - planned + DAY * 1.5) % DAY) - DAY / 2;

/** "10:45 look ahead", or "" after the last item. */
export const following = ({ next }) => (next ? word("programme_next", next) : "");

/** What is now, where no phase is open: of an item for writing that nothing is accepted. */
export const nowOrClosed = (item) => word(item.kind === "input" ? "programme_closed" : "programme_now", item);

/** 645 → "10:45" */
export const clockOf = (minutes) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

/** Whether what is now is a break or a meal, which stands on the wall by itself. */
export const pausing = ({ now } = {}) => now?.kind === "break" || now?.kind === "meal";

/** "10:55": when what is now ends, as long after its real beginning as was planned. */
export const endOf = ({ began_at: began, minutes }) => clockOf((ofDay(began) + minutes) % DAY);

/** By how many minutes what is now began late and runs over, or null; as workshop/domain/programme_times.py says. */
export function lateBy({ began_at: began, planned_at: planned, starts, minutes }, now) {
  const [beganAt, plannedAt, nowAt] = [began, planned || 0, now].map((ms) => Math.floor(ms / 60000));
  const after = (planned ? beganAt - plannedAt : apart(ofDay(began), starts)) + Math.max(0, nowAt - beganAt - minutes);
  return Math.abs(after) <= FAR ? after : null;
}
