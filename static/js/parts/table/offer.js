/**
 * For whoever types for a table: Enter sends, and several lines may be pasted. It comes with what rescues waiting notes, some
 * seconds after the page, and the box itself when it is opened (paste.js).
 */
import { composing } from "../../lib/composing.js";
import { one, setText } from "../../lib/dom.js";
import { run } from "../../lib/load.js";

export function offerTable({ outbox, device, html }) {
  document.body.insertAdjacentHTML("beforeend", html);
  const offer = one("#table-offer");
  const [text, send, scribe] = [one("#text"), one("#send"), one(".phone-scribe")];
  const show = () => {
    offer.hidden = scribe.hidden;
    text.setAttribute("enterkeyhint", scribe.hidden ? "enter" : "send");
  };
  text.parentNode.insertBefore(offer, text.nextSibling);
  new MutationObserver(show).observe(scribe, { attributes: true });
  show();
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || scribe.hidden || composing(event) || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    send.click();
  });
  let box = null;
  const [opener, said] = [one("button", offer), one("p", offer)];
  const help = said.textContent;
  opener.addEventListener("click", async () => {
    opener.disabled = true;
    try {
      if (!box) {
        const parts = window.laenaParts;
        if (!parts.table) await run(offer.dataset.script, "table");
        box = new parts.table({ outbox, device });
      }
      await box.open();
      setText(said, help);
    } catch (trouble) {
      setText(said, offer.dataset.trouble);
    }
    opener.disabled = false;
  });
}
