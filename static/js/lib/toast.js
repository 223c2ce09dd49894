/** The toast and the undo bar at the foot of the page (base.html's #toasts). */
import { one, put } from "./dom.js";

/** say("ลบแล้ว", {action: "เลิกทำ", onAction: fn, ms: 6000}) → close(). One line at a time: a new one takes the place. */
export function say(text, { action = "", onAction = () => {}, ms = 6000 } = {}) {
  const place = one("#toasts");
  const bar = document.createElement("div");
  bar.className = "toast";
  const line = bar.appendChild(document.createElement("span"));
  line.textContent = text;
  const close = () => bar.remove();
  if (action) {
    const button = bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "button";
    button.textContent = action;
    button.addEventListener("click", () => {
      close();
      onAction();
    });
  }
  put(place, bar);
  setTimeout(close, ms);
  return close;
}
