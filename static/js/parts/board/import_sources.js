// What an import begins with: chosen or dropped files, or pasted rows.

/** listen(part, start, onNothing): `start` gets the files, or the pasted text as one; `onNothing` where no text was pasted. */
export function listen(part, start, onNothing) {
  const files = part("files");
  // A file chooser that is closed without a choice is no wish to close the dialog.
  files.addEventListener("cancel", (event) => event.stopPropagation());
  files.addEventListener("change", () => {
    const chosen = [...files.files];
    files.value = ""; // so that the same file can be chosen again
    start(chosen);
  });
  part("drop").addEventListener("dragover", (event) => event.preventDefault());
  part("drop").addEventListener("drop", (event) => {
    event.preventDefault();
    start([...event.dataTransfer.files]);
  });
  part("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = part("text").value;
    if (text.trim()) start([Object.assign(new Blob([text]), { pasted: true })]);
    else onNothing();
  });
}
