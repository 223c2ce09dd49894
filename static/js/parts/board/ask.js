// One way for the facilitator's actions to the server: JSON over HTTP with the form's token.
import { word } from "../../lib/dom.js";

class Refusal extends Error {
  constructor(message, { status = 0, code = "unreachable", errors = {} } = {}) {
    super(message);
    Object.assign(this, { status, code, errors });
  }
}

export const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** POSTs to /api/w/<code>/<path>; gives the answer, or throws a Refusal whose message is fit for the screen. */
export const ask = (code, path, body = {}) =>
  call(code, path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
  });

/** GETs /api/w/<code>/<path>, with the same answers and refusals. */
export const look = (code, path) => call(code, path, { cache: "no-store", headers: { Accept: "application/json" } });

async function call(code, path, request) {
  let response;
  try {
    response = await fetch(`/api/w/${code}/${path}`, request);
  } catch {
    throw new Refusal(word("unreachable"));
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok && answer.ok) return answer;
  const fallback = response.status === 401 ? word("signed_out") : word("unreachable");
  throw new Refusal(answer.message || fallback, { status: response.status, code: answer.error, errors: answer.errors });
}
