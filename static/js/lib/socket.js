/**
 * The socket only delivers. connect({code, view, device}, handlers) → {close(), enter(), unsent(count)}
 *   handlers.changes(delta), .notes(event), .presence(data), .stopping(),
 *   and .link("connecting" | "connected" | "refused", code)
 *   enter() after this phone joined or changed its group over HTTP: the server looks up anew which notes it may hear.
 *   → promise of whether the server did; then catch up (a socket that is not open is told when it connects).
 *   unsent(count) says how many texts this phone has not sent; once for each change, and again after a reconnect
 * The client is loaded apart from the page, which therefore works (by asking over HTTP) without it.
 */
import { script } from "./load.js";

const REFUSED_AGAIN_MS = 8000;
const ENTER_MS = 5000;
const EVENTS = ["changes", "notes", "presence", "stopping"];

// Where several processes serve, a polling client would come back to one that does not know it: the server says which.
const transports = () => (meta("transports") || "websocket polling").split(" ");

const meta = (name) => document.querySelector(`meta[name="laena-${name}"]`).content;

export function connect(auth, handlers) {
  const call = (name, ...values) => handlers[name] && handlers[name](...values);
  let socket = null;
  let closed = false;
  let unsent = 0;
  call("link", "connecting");

  script(meta("socket")).then(() => {
    if (closed) return;
    socket = window.io({
      auth,
      transports: transports(),
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8000,
      randomizationFactor: 0.5,
    });
    socket.on("connect", () => {
      if (unsent) socket.emit("unsent", unsent);
      call("link", "connected");
    });
    socket.on("disconnect", (reason) => {
      call("link", "connecting");
      if (reason === "io server disconnect") again();
    });
    socket.on("connect_error", (refusal) => {
      // `active` is false when the server itself said no: the client then does not try again by itself.
      call("link", socket.active ? "connecting" : "refused", refusal.message);
      if (!socket.active) again();
    });
    for (const name of EVENTS) socket.on(name, (data) => call(name, data));
  }, () => setTimeout(() => closed || call("link", "refused", "no_client"), 0));

  const again = () => setTimeout(() => closed || socket.connect(), REFUSED_AGAIN_MS * (0.5 + Math.random() / 2));
  // The first "pageshow" of a page comes while its socket connects; a page that comes back ("persisted") has lost its own.
  const hurry = ({ persisted = true }) => persisted && socket && !socket.connected && socket.active && socket.disconnect().connect();
  window.addEventListener("online", hurry);
  window.addEventListener("pageshow", hurry);

  return {
    enter() {
      if (!socket || !socket.connected) return Promise.resolve(false);
      return socket.timeout(ENTER_MS).emitWithAck("enter").then((answer) => !!(answer && answer.ok), () => false);
    },

    unsent(count) {
      if (count === unsent) return;
      unsent = count;
      if (socket && socket.connected) socket.emit("unsent", count);
    },

    close() {
      closed = true;
      window.removeEventListener("online", hurry);
      window.removeEventListener("pageshow", hurry);
      if (socket) socket.disconnect();
    },
  };
}
