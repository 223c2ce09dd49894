/**
 * The socket only delivers. connect({code, view, device}, handlers) → {close()}
 *   handlers.changes(delta), .presence(data), .stopping(), and .link("connecting" | "connected" | "refused", code)
 * The client is loaded apart from the page, which therefore works (by asking over HTTP) without it.
 */
const CLIENT = "../../vendor/socket.io.esm.min.js";
const REFUSED_AGAIN_MS = 8000;

export function connect(auth, handlers) {
  const call = (name, ...values) => handlers[name] && handlers[name](...values);
  let socket = null;
  let closed = false;
  call("link", "connecting");

  import(CLIENT).then(({ io }) => {
    if (closed) return;
    socket = io({
      auth,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8000,
      randomizationFactor: 0.5,
    });
    socket.on("connect", () => call("link", "connected"));
    socket.on("disconnect", (reason) => {
      call("link", "connecting");
      if (reason === "io server disconnect") again();
    });
    socket.on("connect_error", (refusal) => {
      // `active` is false when the server itself said no: the client then does not try again by itself.
      call("link", socket.active ? "connecting" : "refused", refusal.message);
      if (!socket.active) again();
    });
    for (const name of ["changes", "presence", "stopping"]) socket.on(name, (data) => call(name, data));
  }, () => setTimeout(() => closed || call("link", "refused", "no_client"), 0));

  const again = () => setTimeout(() => closed || socket.connect(), REFUSED_AGAIN_MS * (0.5 + Math.random() / 2));
  const hurry = () => socket && !socket.connected && socket.active && socket.disconnect().connect();
  window.addEventListener("online", hurry);
  window.addEventListener("pageshow", hurry);

  return {
    close() {
      closed = true;
      window.removeEventListener("online", hurry);
      window.removeEventListener("pageshow", hurry);
      if (socket) socket.disconnect();
    },
  };
}
