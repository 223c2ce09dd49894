/** The category that there is something of: of the phase that is open, else of the last that was, else the first. */
export function usual({ phases, workshop }, among) {
  const of = (wanted) => phases.filter(({ state }) => state === wanted).reverse();
  const keys = [...of("open"), ...of("closed")].flatMap(({ categories }) => categories);
  return [...keys, ...workshop.categories.map(({ key }) => key)].find((key) => among.some(({ category }) => category === key)) ?? "";
}
