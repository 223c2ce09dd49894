/** `text` as a fragment in which each of `words` stands in a <mark>; never cut inside a Thai character cluster. */
export function highlighted(text, words) {
  const parts = document.createDocumentFragment();
  const wanted = [...new Set(words)].filter(Boolean).sort((a, b) => b.length - a.length);
  if (!wanted.length) {
    parts.append(text);
    return parts;
  }
  const pattern = new RegExp(`(?:${wanted.map(escaped).join("|")})\\p{Mark}*`, "giu");
  let end = 0;
  for (const met of text.matchAll(pattern)) {
    parts.append(text.slice(end, met.index));
    const mark = document.createElement("mark");
    mark.textContent = met[0];
    parts.append(mark);
    end = met.index + met[0].length;
  }
  parts.append(text.slice(end));
  return parts;
}

const escaped = (word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
