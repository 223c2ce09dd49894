/** The facilitator's keys at the projector: 1–9 a category, 0 by itself, arrows turn, F full screen, J the large QR,
 *  V the wall in place of what the room is asked, and back. */
export function keys({ pick, turn, join, room, fullScreen }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const digit = digitOf(event);
    if (digit) pick(Number(digit));
    else if (key === "arrowright" || key === "pagedown") turn(1);
    else if (key === "arrowleft" || key === "pageup") turn(-1);
    else if (event.code === "KeyJ") join();
    else if (event.code === "KeyV") room();
    else if (event.code === "KeyF") fullScreen();
    else return;
    event.preventDefault();
  });
}

/** The digit of a key, as text: by what it types, Thai digits too, else by its place, as a Thai layout types letters there. */
function digitOf({ key, code, shiftKey }) {
  const thai = key.length === 1 ? "๐๑๒๓๔๕๖๗๘๙".indexOf(key) : -1;
  if (thai >= 0) return String(thai);
  if (/^[0-9]$/.test(key)) return key;
  return (!shiftKey && /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1]) || "";
}

/** Shows `tools` while the mouse moves or a tool has the focus, and takes them away after a while. */
export function toolsOnMove(tools, milliseconds = 3000) {
  let leaving;
  addEventListener("pointermove", () => {
    tools.classList.add("is-shown");
    clearTimeout(leaving);
    leaving = setTimeout(() => tools.classList.remove("is-shown"), milliseconds);
  });
}

export function toggleFullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}
