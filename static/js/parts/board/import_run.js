// One call at a time, with its progress, which can be cancelled until it stores.
import { word } from "../../lib/dom.js";
import { importCall } from "./import_call.js";
import { callOptions } from "./import_choices.js";

// The server reads one file at a time, and learns within a second that nobody waits for one that was cancelled.
const [TRIES, PAUSE_MS] = [20, 500];
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

export function runner(code, part, tell) {
  let running = null;

  /** → the answer; null where another call took its place. */
  async function call(of, store) {
    running?.abort();
    const own = (running = new AbortController());
    const began = performance.now();
    let step = "reading";
    const draw = () => tell(word(`import_${step}`, { name: of.name, s: Math.floor((performance.now() - began) / 1000) }));
    const ticking = setInterval(draw, 1000);
    part("progress").hidden = false;
    part("cancel").hidden = false;
    part("store").disabled = true;
    draw();
    try {
      const onStep = (now) => {
        step = now;
        part("cancel").hidden = now === "storing";
        draw();
      };
      const answer = await patiently(() => importCall(code, callOptions(of, store), of.content, { signal: own.signal, onStep }), own.signal);
      return own === running ? answer : null;
    } catch (trouble) {
      if (own !== running) return null;
      if (trouble.name === "AbortError" && step !== "storing") return { refused: "cancelled", message: word("import_cancelled") };
      return { refused: "lost", message: word(store ? "import_lost" : "unreachable") };
    } finally {
      clearInterval(ticking);
      if (own === running) {
        running = null;
        part("progress").hidden = true;
      }
    }
  }

  async function patiently(ask, signal) {
    for (let left = TRIES; ; left -= 1) {
      const answer = await ask();
      if (answer.refused !== "import_under_way" || !left) return answer;
      await pause();
      signal.throwIfAborted?.();
    }
  }

  return {
    call,
    stop: () => running?.abort(),
    get isRunning() {
      return running !== null;
    },
  };
}
