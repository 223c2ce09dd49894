import { all, one, setText, word } from "../../lib/dom.js";

/** The dialog of all files. */
export function exporting(dialog, opener) {
  const state = one("#export-state", dialog);
  fetching(dialog, state);
  opener.addEventListener("click", () => {
    setText(state, "");
    dialog.showModal();
  });
}

/** The links to files within `root`: fetched, so that a long one shows how long it has taken and a failed one says why. */
export function fetching(root, state) {
  for (const link of all("[data-format]", root)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (root.dataset.busy !== "true") download(link);
    });
  }

  async function download(link) {
    root.dataset.busy = "true";
    root.dataset.state = "working";
    const started = performance.now();
    const tick = () => setText(state, word("exporting", { s: Math.floor((performance.now() - started) / 1000) }));
    tick();
    const ticking = setInterval(tick, 1000);
    try {
      const response = await fetch(link.href + (root.querySelector("#export-arabic")?.checked ? "?digits=arabic" : ""), { headers: { Accept: "application/json, */*" } });
      // A session that has run out is answered with the sign-in page: that is not the file.
      if (response.redirected) throw new Error(word("signed_out"));
      if (!response.ok) throw new Error(await reason(response));
      const name = fileName(response, link.dataset.format);
      save(await response.blob(), name);
      root.dataset.state = "done";
      clearInterval(ticking);
      setText(state, word("exported", { name }));
    } catch (trouble) {
      root.dataset.state = "failed";
      clearInterval(ticking);
      setText(state, word("export_failed", { why: trouble instanceof TypeError ? word("unreachable") : trouble.message }));
    } finally {
      root.dataset.busy = "false";
    }
  }
}

async function reason(response) {
  const answer = await response.json().catch(() => ({}));
  return answer.message || (response.status === 401 ? word("signed_out") : word("unreachable"));
}

/** The name that the server gave (RFC 6266, the encoded form first), or a plain one. */
function fileName(response, format) {
  const header = response.headers.get("Content-Disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header);
  const plain = /filename="?([^";]+)"?/i.exec(header);
  return encoded ? decodeURIComponent(encoded[1]) : plain ? plain[1] : `laena.${format}`;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
