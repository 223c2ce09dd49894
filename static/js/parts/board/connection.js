import { setText, word } from "../../lib/dom.js";

const WORDS = { connecting: "disconnected", connected: "connected", refused: "disconnected", stopping: "stopping" };

/** Shows the socket's state; on every connect what was missed is asked for. */
export function link(root, text, feed) {
  let before = false;
  return function shown(state, code) {
    root.dataset.state = state;
    const signedOut = state === "refused" && code === "sign_in";
    setText(text, word(signedOut ? "signed_out" : state === "connecting" && !before ? "connecting" : WORDS[state]));
    if (state !== "connected") return;
    before = true;
    feed.catchUp();
  };
}
