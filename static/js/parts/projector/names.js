/** Group id → name without the beginning that all names share (อำเภอ, กลุ่มที่): 26 districts then fit on one strip. */
export function shortNames(groups) {
  const names = groups.map(({ name }) => name);
  const shared = groups.length > 8 ? commonStart(names) : "";
  return new Map(groups.map(({ id, name }) => [id, name.slice(shared.length).trim()]));
}

const KNOWN = ["สำนักงานพัฒนาชุมชนอำเภอ", "สำนักงานพัฒนาชุมชนจังหวัด", "สำนักงานพัฒนาชุมชน", "สพอ.", "อำเภอ", "กลุ่มที่", "กลุ่ม", "เขต", "ตำบล"];

/** Only a known word is cut, never a chance likeness of names. */
const commonStart = (names) => KNOWN.find((start) => names.every((name) => name.startsWith(start) && name.trim().length > start.length)) ?? "";
