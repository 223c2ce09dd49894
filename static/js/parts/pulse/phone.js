/** The mood of the room: five faces with their words while it is open, how they spread after it has closed. */
import { all, fill, one, setText, word } from "../../lib/dom.js";
import { give } from "../../lib/load.js";
import { announce } from "../announce.js";

const card = one("#pulse");

const subject = (id) => `pulse:${id}`;

/** What parts/late.js loads: {tap(kind, subject, body), quiet as in announce.js} */
class Pulse {
  constructor({ tap, quiet }) {
    Object.assign(this, { news: announce(card, quiet), pulse: null });
    card.addEventListener("change", ({ target }) => {
      const { id } = this.pulse;
      tap("pulse", subject(id), { pulse_id: id, value: Number(target.value) });
    });
  }

  show({ pulse, my_pulse: told }, over) {
    this.pulse = pulse;
    card.hidden = !pulse;
    this.news(pulse && `${pulse.id} ${pulse.state}`, pulse && word(`pulse_${pulse.state}_news`));
    if (!pulse) return;
    const { id, state, question, answers, spread } = pulse;
    const newer = over.get(subject(id));
    const mine = newer ? newer.body.value : told;
    const open = state === "open";
    fill(card, {
      open,
      kind: word(`pulse_${state}`),
      title: question || word("pulse_title"),
      answers: word(open || spread ? "answers" : "answers_few", { count: answers }),
      waiting: !!newer && newer.waiting,
      spread: !open && !!spread,
    });
    const faces = all("input", card);
    for (const face of faces) face.checked = Number(face.value) === mine;
    const name = mine && one("[data-name]", faces[mine - 1].parentNode).textContent;
    setText(one("#pulse-mine"), name ? word(open ? "pulse_mine" : "pulse_was", { name }) : word(open ? "pulse_none" : "pulse_over"));
    const most = Math.max(1, ...(spread || []));
    for (const [i, bar] of all("#pulse-spread > li").entries()) {
      const count = spread ? spread[i] : 0;
      one(".meter-fill", bar).style.width = `${(100 * count) / most}%`;
      setText(one(".number", bar), count);
    }
  }
}

give("pulse", Pulse);
