/** What a phone of the model says in one tap: agreement, a value, or a whole order. → {kind, subject, on, body} */
export function opinion(chance) {
  const kind = chance.of(["reaction", "reaction", "rating", "ranking"]);
  const theme = `theme-${chance.below(3)}`;
  if (kind === "rating") {
    const on = 1 + chance.below(5);
    return { kind, subject: `rate:1:${theme}`, on, body: { voting_id: 1, theme_id: theme, values: [on] } };
  }
  if (kind === "ranking") {
    const order = ["a", "b", "c"].slice(chance.below(3));
    return { kind, subject: "rank:1", on: order.join(), body: { voting_id: 1, order } };
  }
  const subject = `other-${chance.below(3)}`;
  const on = chance.yes(0.5);
  return { kind, subject, on, body: { note_id: subject, on } };
}
