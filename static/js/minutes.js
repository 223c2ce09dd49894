/** Keeps the count of units that have acknowledged up to date while the page is looked at. */
const EVERY_MS = 4000;
const place = document.querySelector("#acknowledged");

async function look() {
  if (document.hidden) return;
  const open = Boolean(place.querySelector("details[open]"));
  const response = await fetch(place.dataset.live, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { html } = await response.json();
  if (html === place.dataset.html) return;
  place.dataset.html = html;
  place.innerHTML = html; // rendered by the server from its own template, which escapes
  const details = place.querySelector("details");
  if (details) details.open = open;
}

if (place && place.dataset.live) setInterval(() => look().catch(() => {}), EVERY_MS);
