// One import, or a look at it: the file goes up behind a line of JSON, lines of JSON come back until the last one says what came of it.
import { word } from "../../lib/dom.js";
import { token } from "./ask.js";

/** → {look}, {done}, {files} of a ZIP or {refused, message}; `onStep(step)` while it runs. Rejects with an AbortError when `signal` ends it. */
export async function importCall(code, options, content, { signal, onStep }) {
  const body = new Blob([JSON.stringify(options), "\n", content]);
  const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token() };
  const response = await fetch(`/api/w/${code}/import`, { method: "POST", headers, body, signal });
  if (!response.ok || response.redirected) {
    const answer = await response.json().catch(() => ({}));
    const fallback = response.redirected || response.status === 401 ? word("signed_out") : word("unreachable");
    return { refused: answer.error || "unreachable", message: answer.message || fallback };
  }
  let last = {};
  for await (const line of lines(response.body)) {
    last = JSON.parse(line);
    if (last.step) onStep(last.step);
  }
  return last.look || last.done || last.files || last.refused ? last : { refused: "lost", message: word("import_lost") };
}

async function* lines(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const whole = rest.split("\n");
    rest = whole.pop();
    yield* whole.filter(Boolean);
    if (done) return;
  }
}
