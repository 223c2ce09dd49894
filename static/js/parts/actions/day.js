/** Days of actions: ISO dates of the common era, shown and typed in the Buddhist era. */
const ERA = 543;
const locale = () => (document.documentElement.lang === "en" ? "en-GB" : "th-TH-u-ca-buddhist");
const noon = (year, month, day) => new Date(Date.UTC(year, month - 1, day, 12));
const said = (date, options) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(date);

/** {day, month, year} for the three fields; empty texts for a day that there is not. */
export function partsOf(iso) {
  const [year, month, day] = iso ? iso.split("-").map(Number) : ["", "", ""];
  return { day: String(day), month: String(month), year: iso ? String(year + ERA) : "" };
}

/** 31 มีนาคม 2570, or 31 March 2027 in English; "" without a day. */
export function spoken(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  return said(noon(year, month, day), { day: "numeric", month: "long", year: "numeric" });
}

export const months = () => Array.from({ length: 12 }, (_none, index) => said(noon(2020, index + 1, 1), { month: "long" }));
