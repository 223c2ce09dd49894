import { all, one, setText, word } from "../../lib/dom.js";

const ERA = 543;
const OCTOBER = 10;

/** The Thai fiscal year (Buddhist era) of a day: October begins the next one. */
export const fiscalYear = (month, year) => (month >= OCTOBER ? year + 1 : year);

const parts = (form, name) => ["day", "month", "year"].map((part) => one(`#${name}_${part}`, form));

/** The end follows the start while it is empty; the fiscal year is suggested until somebody types one. */
export function suggestDates(form) {
  const year = one("#fiscal_year", form);
  const hint = one("#fiscal_year-hint", form);
  const plain = hint.textContent;
  let typed = year.value !== "";
  year.addEventListener("input", () => (typed = year.value !== ""));
  const [startDay, startMonth, startYear] = parts(form, "starts");
  if (form.dataset.editing === "false" && !form.dataset.errors && !startYear.value) startYear.value = String(new Date().getFullYear() + ERA);

  for (const select of all('select[name^="starts_"]', form)) select.addEventListener("change", () => {
    const end = parts(form, "ends");
    const start = [startDay, startMonth, startYear];
    if (start.every((each) => each.value) && end.every((each) => !each.value)) end.forEach((each, place) => (each.value = start[place].value));
    if (!startMonth.value || !startYear.value) return;
    const suggested = fiscalYear(Number(startMonth.value), Number(startYear.value));
    if (!typed) year.value = suggested;
    setText(hint, Number(year.value) === suggested ? plain : word("fiscal_hint", { year: suggested }));
  });
}
