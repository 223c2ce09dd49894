import { setText, word } from "../../lib/dom.js";

const WORDS = { connecting: "disconnected", connected: "connected", refused: "disconnected", stopping: "stopping" };

/** Shows the socket's state; on every connect what was missed is asked for. */
export function link(root, text, feed) {
  let before = false;
  return function shown(state) {
    root.dataset.state = state;
    setText(text, word(state === "connecting" && !before ? "connecting" : WORDS[state]));
    if (state !== "connected") return;
    before = true;
    feed.catchUp();
  };
}
