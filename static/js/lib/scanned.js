const IN_LINK = /^#slip=([0-9a-z-]{1,20})$/i;

/** The code of a slip that the link of its QR brought along, or "". It is filled in; a person sends it. */
export function scanned() {
  const found = IN_LINK.exec(location.hash);
  return found ? found[1] : "";
}

/** Take a code that has been used out of the address bar. */
export function dropScanned() {
  if (scanned()) history.replaceState(null, "", location.pathname + location.search);
}
