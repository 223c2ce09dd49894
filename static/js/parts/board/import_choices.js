// What a person chose for one file: sheet, header, columns, and what names of its categories and groups mean.

export const opened = (name, { pasted = false, inside = null }) => ({ name, pasted, inside, chosen: {}, columns: {}, known: {}, means: {}, make: [], again: false, headings: true, carry: null, of_file: true, hidden: true, split: false });

/** The first line of the call's body. */
export function callOptions({ name, pasted, inside, chosen, columns, means, make, again, headings, carry, of_file, hidden, split }, store) {
  const header = chosen.header === undefined || chosen.header === "" ? null : Number(chosen.header);
  return { name, pasted, inside, store, columns, means, make_groups: make, again, headings, carry, of_file, hidden, split, header, sheets: chosen.sheet ? [chosen.sheet] : [], text: chosen.text || null, category: chosen.category || null, group: chosen.group || null, time: chosen.time || null, days: chosen.days || "", into: chosen.into || null };
}

export function choose(file, choice, value) {
  // Another sheet or header has other columns, other columns have other names; the rest stays as it was chosen.
  if (["sheet", "header"].includes(choice)) {
    const { sheet, into, days } = file.chosen;
    Object.assign(file, { chosen: { ...(choice === "header" && { sheet }), into, days }, columns: {} });
  }
  if (!["into", "time", "days"].includes(choice)) Object.assign(file, { known: {}, means: {}, make: [] });
  file.chosen[choice] = value;
}

/** The notes of a column have this category; "" leaves the column out, null reads it as it is found. */
export function giveCategory(file, column, category) {
  if (category === null) delete file.columns[column];
  else file.columns[column] = category;
  Object.assign(file, { known: {}, means: {}, make: [] });
}

/** The names `written` in the file mean `name`, or `isMade` groups of these names. */
export function giveMeaning(file, written, name, isMade) {
  const others = file.make.filter((each) => !written.includes(each));
  const means = Object.entries(file.means).filter(([each]) => !written.includes(each));
  file.make = isMade ? [...others, ...written] : others;
  file.means = Object.fromEntries(isMade ? means : [...means, ...written.map((each) => [each, name])]);
}

/** What has been given a meaning is no longer unknown, and stays to be changed. */
export function knownNames(file, seen) {
  for (const field of ["unknown_categories", "unknown_groups"]) {
    const now = new Map([...(file.known[field] ?? []), ...seen[field]].map((each) => [each.name, each]));
    file.known[field] = [...now.values()];
  }
  return file.known;
}
