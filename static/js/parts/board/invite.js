import { copied } from "../../lib/copy.js";
import { all, one, setText, word } from "../../lib/dom.js";
import { closesOutside } from "./dialogs.js";

/** The panel with QR, code and address; the facilitator picks the network or types a public address. */
export function inviting(dialog, opener, invite, send, notify) {
  const refuse = (text) => {
    const line = one("#invite-error", dialog);
    setText(line, text);
    line.hidden = !text;
  };
  opener.addEventListener("click", () => dialog.showModal());
  closesOutside(dialog);
  one("#copy-url", dialog).addEventListener("click", async () => notify(word((await copied(one("#invite-url", dialog))) ? "copied" : "copy_by_hand")));
  for (const radio of all('input[name="address"]', dialog)) radio.addEventListener("change", () => choose(radio.value));
  one("#invite-address", dialog).addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = one("#public-url", dialog).value.trim();
    if (typed) choose(typed.includes("://") ? typed : `https://${typed}`);
    else refuse(word("address_empty"));
  });

  async function choose(url) {
    refuse("");
    try {
      const answer = await send("address", { url });
      show(answer.invite ?? { ...invite, chosen: url, url: `${url.replace(/\/+$/, "")}/j/${invite.code}` });
      notify(word("address_saved"));
    } catch (refusal) {
      refuse(refusal.message);
    }
  }

  function show(changed) {
    Object.assign(invite, changed);
    showInvite(dialog, invite);
    for (const radio of all('input[name="address"]', dialog)) radio.checked = radio.value === invite.chosen;
  }
}

/** The QR's address as one that no browser has kept. */
export const freshQr = (invite) => `${invite.qr_url.split("?")[0]}?v=${Date.now()}`;

/** Writes address and QR of `invite` under `root`; the picture is asked for anew, since its address stays the same. */
function showInvite(root, invite) {
  const link = one("#invite-url", root);
  setText(link, invite.url);
  if (link.href !== undefined) link.href = invite.url;
  for (const image of all("img[data-qr]", root)) image.src = freshQr(invite);
}
