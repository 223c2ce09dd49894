// Words from a file that somebody has: plain lines, or a table whose first column is the word and the others its synonyms.

const MARKS = /^[\s,;]+|[\s,;]+$/g;

/** The lines of a .txt or .csv in the glossary's form. Raises where the file cannot be read as text. */
export async function linesOf(file) {
  const text = decoded(new Uint8Array(await file.arrayBuffer()));
  const table = /\.csv$/i.test(file.name);
  const lines = text.split(/\r\n?|\n/).map((line) => (table ? fromRow(line) : line.trim()));
  return lines.filter(Boolean);
}

/** UTF-8 or UTF-16 with a mark; else the Thai code page that older programs of Windows write. */
function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.includes(0)) throw new TypeError("not a text file");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-874").decode(bytes);
  }
}

function fromRow(line) {
  if (/[=#]/.test(line) && !line.includes('"')) return line.replace(MARKS, "");
  const [first, ...others] = cells(line).map((cell) => cell.trim()).filter(Boolean);
  return first ? [first, others.join(", ")].filter(Boolean).join(" = ") : "";
}

/** The cells of one row: commas, semicolons or tabs between them, quotes around those that hold one. */
function cells(line) {
  const found = [];
  for (const [, quoted, plain] of line.matchAll(/(?:"((?:[^"]|"")*)"|([^,;\t]*))(?:[,;\t]|$)/g)) {
    found.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return found;
}
