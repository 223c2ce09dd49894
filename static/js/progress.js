/** Shows how far a worker is without loading the page anew, which would take the reader's place and focus away. */
const EVERY_MS = 2000;
const PLACE = "[data-going-on]";

async function look() {
  if (document.hidden) return;
  const response = await fetch(location.href);
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const next = page.querySelector(PLACE);
  if (!next) return location.reload(); // it is done
  const place = document.querySelector(PLACE);
  if (place.innerHTML !== next.innerHTML) place.replaceChildren(...next.childNodes);
}

if (document.querySelector(PLACE)) setInterval(() => look().catch(() => {}), EVERY_MS);
