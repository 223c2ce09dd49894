/** Tells the other tabs of this phone that something changed. tabs("name") → {say(), listen(fn)} */
import { write } from "./storage.js";

export function tabs(name) {
  if (typeof BroadcastChannel === "function") {
    const channel = new BroadcastChannel(name);
    return { say: () => channel.postMessage(1), listen: (hear) => channel.addEventListener("message", hear) };
  }
  // iOS before 15.4: a storage event reaches every tab but the one that writes.
  return {
    say: () => write(name, String(Math.random())), // shut: there is then only this tab's own memory
    listen: (hear) => window.addEventListener("storage", (event) => event.key === name && hear()),
  };
}
