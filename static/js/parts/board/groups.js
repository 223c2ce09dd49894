import { fill, fragment, list, setText, word } from "../../lib/dom.js";
import { figure } from "./figure.js";

/** Who is there, group by group: names only of those who gave one, the others as a count. */
export function drawGroups({ parent, total }, groups) {
  const connected = groups.reduce((sum, group) => sum + (group.connected ?? 0), 0);
  setText(total, word("connected_n", { n: figure(connected) }));
  list(parent, groups, {
    key: (group) => group.id,
    make: () => fragment("group-template"),
    update: (element, group) => fill(element, {
      name: group.name,
      on: word("group_on", { on: group.connected ?? 0, all: group.participants ?? 0 }),
      notes: word("notes_n", { n: figure(group.notes) }),
      people: named(group),
      connected: group.connected > 0,
    }),
  });
}

function named({ people = [], participants = 0 }) {
  const lines = people.filter((person) => person.name).map(oneOf);
  const nameless = participants - lines.length;
  if (lines.length && nameless > 0) lines.push(word("others_n", { n: nameless }));
  return lines.join(" · ");
}

function oneOf({ name, role, unit, connected }) {
  const about = [role, unit].filter(Boolean).join(", ");
  const away = connected ? "" : ` (${word("away")})`;
  return `${name}${about ? ` – ${about}` : ""}${away}`;
}
