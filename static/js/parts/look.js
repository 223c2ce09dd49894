/** Light or dark as somebody chose on this device. The server reads the cookie, so that the next page comes so at once. */
import { all, one } from "../lib/dom.js";

const COOKIE = "look";
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const MEDIA = { dark: "screen", light: "not all", "": "screen and (prefers-color-scheme: dark)" };
const preferred = matchMedia("(prefers-color-scheme: dark)");

const sheet = () => one("#dark-style");
const dark = () => matchMedia(sheet().media).matches;

/** "dark", "light", or "" for what the device prefers. */
export function look(chosen) {
  sheet().media = MEDIA[chosen];
}

/** The buttons that turn one into the other; back to what the device prefers, it follows the device again. */
export function lookButtons() {
  const buttons = all("[data-look]");
  const draw = () => {
    for (const button of buttons) {
      button.textContent = button.dataset[dark() ? "light" : "dark"];
      button.hidden = false;
    }
  };
  const turn = () => {
    const wanted = dark() ? "light" : "dark";
    const chosen = (wanted === "dark") === preferred.matches ? "" : wanted;
    document.cookie = `${COOKIE}=${chosen}; path=/; max-age=${chosen ? YEAR_SECONDS : 0}; samesite=lax`;
    look(chosen);
    draw();
  };
  for (const button of buttons) button.addEventListener("click", turn);
  if (preferred.addEventListener) preferred.addEventListener("change", draw);
  draw();
}
