// One call at a time, with its progress, which can be cancelled until it stores.
import { word } from "../../lib/dom.js";
import { importCall } from "./import_call.js";
import { callOptions } from "./import_choices.js";

const [TRIES, PAUSE] = [20, 1000]; // while the server still reads another file, such as that of a look which was just given up

const pause = (signal) => new Promise((resolve, reject) => {
  const waits = setTimeout(resolve, PAUSE);
  signal.addEventListener("abort", () => (clearTimeout(waits), reject(signal.reason)), { once: true });
});

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
      const once = () => importCall(code, callOptions(of, store), of.content, { signal: own.signal, onStep });
      let answer = await once();
      for (let tries = 1; answer.refused === "import_under_way" && tries < TRIES; tries += 1) {
        await pause(own.signal);
        answer = await once();
      }
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

  return {
    call,
    stop: () => running?.abort(),
    get isRunning() {
      return running !== null;
    },
  };
}
