/** Whether a text may have personal data in it: a Thai ID number with its check digit, or a Thai telephone number. */
const DIGITS = /\+?\d(?:[ \-–]?\d)+/g;
const PHONE = /^(?:0[689]\d{8}|0[2-57]\d{7}|\+66[689]\d{8}|\+66[2-57]\d{7})$/;

export function personal(text) {
  const latin = text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  return (latin.match(DIGITS) || []).some((run) => [run, ...run.split(" ")].some((part) => tells(part.replace(/[ \-–]/g, ""))));
}

const tells = (digits) => PHONE.test(digits) || isCitizenId(digits);

/** Of 13 digits the last is (11 - the sum of 13 × the first, 12 × the second, … mod 11) mod 10. */
function isCitizenId(digits) {
  if (!/^[1-8]\d{12}$/.test(digits)) return false;
  const sum = Array.from(digits.slice(0, 12)).reduce((all, digit, at) => all + Number(digit) * (13 - at), 0);
  return (11 - (sum % 11)) % 10 === Number(digits[12]);
}
