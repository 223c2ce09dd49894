const SEPARATORS = /[\s:：\-–—|/·]/u;

/** Names of the phases as they differ: a beginning that several share, up to a space or a colon, is left out. → [text] */
export function shortNames(titles) {
  return titles.map((title, at) => {
    const shared = Math.max(0, ...titles.map((other, each) => (each === at || other === title ? 0 : alike(title, other))));
    return title.slice(shared).trim() || title;
  });
}

/** How long the shared beginning of both is that ends with a separator. */
function alike(one, other) {
  let end = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) if (SEPARATORS.test(one[at])) end = at + 1;
  return end;
}
