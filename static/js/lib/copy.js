/** Copies the text of `element`. On plain http at a LAN address there is no clipboard API: then the old command, from a selection. */
export async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch (trouble) {
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}
