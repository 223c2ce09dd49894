import { all } from "../../lib/dom.js";
import { freshQr } from "../board/invite.js";

/** The address on the wall follows the one that the facilitator picks: the page is asked for its invite anew. */
export async function followInvite(shown) {
  let invite;
  try {
    const response = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    invite = JSON.parse(page.getElementById("invite-data").textContent);
  } catch {
    return; // the next change asks again
  }
  if (invite.url === shown.url) return;
  Object.assign(shown, invite);
  for (const line of all("[data-url]")) write(line, invite.url.replace(line.dataset.url === "short" ? /^https?:\/\// : "http://", ""));
  for (const image of all("img[data-qr]")) image.src = freshQr(invite);
}

/** A line that is too short for the address ends before the code, not within it. */
function write(line, address) {
  const [host, code] = address.split("/j/");
  line.replaceChildren(host, document.createElement("wbr"), `/j/${code}`);
}
