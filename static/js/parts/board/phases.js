import { all, fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { addingPhase } from "./add_phase.js";
import { figure } from "./figure.js";
import { leaving } from "./late_notes.js";
import { shortNames } from "./phase_names.js";

/** The phases as steps, and one main button for what comes next. */
export class Phases {
  #next = null;

  /** `run(path, body)` sends the action and tells of a refusal by itself. */
  constructor({ steps, next, dialog }, board, run, checkFirst, revealing) {
    Object.assign(this, { steps, next, dialog, board, run, checkFirst, revealing });
    new ResizeObserver(() => this.#showOpen()).observe(steps);
    document.fonts.ready.then(() => this.#showOpen());
    addingPhase(one("#add-phase"), one("#open-add-phase"), board, run);
    steps.addEventListener("click", (event) => this.#ask(event.target.closest("[data-phase]")?.dataset.phase));
    next.addEventListener("click", () => this.#goOn());
    this.switches = all(".phase-switch > input", dialog);
    for (const box of this.switches) box.addEventListener("change", () => this.#let(box));
    one("#phase-dialog-revealed button", dialog)?.addEventListener("click", () => this.#hideAgain());
    one("#phase-dialog-identity", dialog).addEventListener("change", ({ target }) => this.#choose(target, "identity"));
    one("#phase-dialog-sharing", dialog).addEventListener("change", ({ target }) => this.#choose(target, "sharing"));
    one("#phase-dialog-most", dialog).addEventListener("change", ({ target }) => this.#limit(target));
    one("#phase-dialog-grace", dialog).addEventListener("change", ({ target }) => this.#grace(target));
  }

  draw(phases) {
    const names = shortNames(phases.map(({ title }) => title));
    this.#next = this.board.state.workshop.ended ? null : nextStep(phases);
    const nextId = this.#next?.words === "close_last" ? null : this.#next?.phase.id;
    list(this.steps, phases, {
      key: (phase) => phase.id,
      make: () => fragment("phase-template"),
      update: (element, phase) => {
        const { id, title, question, state } = phase;
        const at = phases.indexOf(phase);
        const whole = [`${title} (${word(state)})`, question].filter(Boolean).join("\n");
        fill(element, { id, name: names[at], whole, state, number: at + 1, status: word(state), next: id === nextId });
      },
    });
    const open = phases.findLast(({ state }) => state === "open")?.id;
    if (open !== this.seen) this.#showOpen();
    this.seen = open;
    this.next.hidden = !this.#next;
    if (!this.#next) return;
    const { words, phase } = this.#next;
    setText(this.next.firstElementChild, word(words, { title: names[phases.indexOf(phase)] }));
    this.next.title = word(words, { title: phase.title });
  }

  /** The row of phases scrolls to the one that was opened last, and keeps it in sight when the row gets narrower. */
  #showOpen() {
    const step = all('[data-state="open"]', this.steps).pop();
    if (!step) return;
    const [row, box] = [this.steps, step].map((element) => element.getBoundingClientRect());
    this.steps.scrollLeft += box.left - row.left - Math.max(0, row.width - box.width) / 2;
  }

  #goOn() {
    const { phase, words } = this.#next;
    const others = this.#others(phase);
    if (words === "close_last") this.#confirm(phase, "close");
    else if (others.length) this.#confirm(phase, "open");
    else this.run(`phases/${phase.id}/open`, {});
  }

  #ask(id) {
    const phase = this.board.state.phases.find((each) => String(each.id) === id);
    if (phase) this.#confirm(phase, phase.state === "open" ? "close" : "open");
  }

  lastOpen = () => this.board.state.phases.filter(({ state }) => state === "open").pop();

  /** Asks whether the phase that was opened last is to be closed, as a tap on it does. */
  askToClose() {
    const phase = this.lastOpen();
    if (phase) this.#confirm(phase, "close");
  }

  #others = (phase) => this.board.state.phases.filter((each) => each.state === "open" && each.id !== phase.id);

  #received = (phases) => figure(phases.reduce((sum, { id }) => sum + (this.board.state.received?.[id] ?? 0), 0));

  /** Says in words what opening or closing does to the people in the room before it is done. */
  #confirm(phase, verb) {
    const others = this.#others(phase);
    const part = (name) => one(`#phase-dialog-${name}`, this.dialog);
    const names = this.board.state.workshop.categories.filter(({ key }) => phase.categories.includes(key)).map(({ name }) => name);
    const closing = verb === "close" ? [phase] : others;
    const key = verb === "close" ? "closing" : others.length ? "opening_closes" : "opening";
    const action = verb === "close" ? "close_phase" : phase.state === "closed" ? "reopen_phase" : "open_phase";
    setText(part("title"), phase.title);
    setText(part("question"), phase.question);
    part("help").hidden = !phase.help;
    setText(one("p", part("help")), phase.help);
    setText(part("categories"), word("phase_categories", { names: names.join(", ") }));
    setText(part("what"), word(key, { title: phase.title, others: others.map((each) => each.title).join("”, “"), n: this.#received(closing) }));
    setText(part("do"), word(action));
    this.#offer(part("grace"), phase.grace);
    part("most").value = phase.most || "";
    this.#sayLate(Math.max(0, ...closing.map(({ grace }) => grace)), closing.length > 0);
    part("also").hidden = verb === "close" || others.length === 0;
    this.dialog.returnValue = "";
    Object.assign(this, { asked: phase.id, closes: verb === "close" });
    for (const box of this.switches) {
      box.checked = phase[box.name];
      box.disabled = box.name === "alone" && this.#written(phase);
    }
    if (part("revealed")) part("revealed").hidden = !phase.alone || phase.revealed !== 1;
    part("sharing").value = phase.sharing;
    part("identity").value = phase.identity;
    part("identity").disabled = this.#written(phase);
    part("fixed").hidden = !this.#written(phase);
    this.dialog.addEventListener("close", () => this.#done(phase, verb), { once: true });
    this.dialog.showModal();
    part("do").focus({ preventScroll: true });
    this.dialog.scrollTop = 0; // what one is about to do stands on top
  }

  /** The box goes back to what the server has where it refuses, or the facilitator does. */
  async #let(box) {
    const { asked } = this;
    const checks = box.name === "check_first";
    const body = checks ? await this.checkFirst.body(asked, box.checked) : { on: box.checked };
    const answer = body && (await this.run(`phases/${asked}/${box.name}`, body));
    if (answer && checks) this.checkFirst.tell(answer.answer);
    if (!answer && this.asked === asked) box.checked = !box.checked;
  }

  #written = ({ id }) => this.board.notes().some((note) => note.phase_id === id);

  /** As above: what was chosen goes back where the server refuses, as when a note has come in meanwhile. */
  async #choose(select, name) {
    const { asked } = this;
    const answer = await this.run(`phases/${asked}/${name}`, { [name]: select.value });
    const phase = this.board.state.phases.find(({ id }) => id === asked);
    if (!answer && this.asked === asked) select.value = phase[name];
  }

  /** Choose a number of minutes, also one that an import or a later release has set. */
  #offer(select, minutes) {
    if (![...select.options].some(({ value }) => value === String(minutes))) select.add(new Option(word("minutes_n", { n: minutes }), minutes));
    select.value = String(minutes);
  }

  /** What is no number the server refuses in words; the field goes back to what it has. */
  async #limit(field) {
    const { asked } = this;
    const typed = field.value.trim();
    const answer = await this.run(`phases/${asked}/most`, { notes: /^\d+$/.test(typed || "0") ? Number(typed) : typed });
    const phase = this.board.state.phases.find(({ id }) => id === asked);
    if (!answer && this.asked === asked) field.value = phase.most || "";
  }

  async #grace(select) {
    const { asked } = this;
    const answer = await this.run(`phases/${asked}/grace`, { minutes: Number(select.value) });
    if (this.asked !== asked) return;
    if (!answer) this.#offer(select, this.board.state.phases.find(({ id }) => id === asked).grace);
    if (this.closes) this.#sayLate(Number(select.value));
  }

  #sayLate(minutes, closes = true) {
    setText(one("#phase-dialog-underway", this.dialog), closes ? leaving(this.board.state, minutes) : "");
    setText(one("#phase-dialog-late", this.dialog), minutes ? word("closing_late", { n: minutes }) : "");
  }

  #hideAgain() {
    this.dialog.close("");
    this.revealing.ask(this.asked, "hide_again");
  }

  #done(phase, verb) {
    const chosen = this.dialog.returnValue;
    if (!chosen) return;
    const done = this.run(`phases/${phase.id}/${verb}`, chosen === "also" ? { only: false } : {});
    if (verb === "close") done.then((answer) => answer && this.revealing.offer(phase.id));
  }
}

/** What the main button does: open the first waiting phase after the open ones, or close the last one. */
function nextStep(phases) {
  const openAt = phases.map((phase) => phase.state).lastIndexOf("open");
  const closedAt = phases.map((phase) => phase.state).lastIndexOf("closed");
  const waiting = phases.slice(openAt + 1).find((phase) => phase.state === "waiting");
  if (waiting) return { phase: waiting, words: openAt < 0 && closedAt < 0 ? "open_first" : "open_next" };
  return openAt < 0 ? null : { phase: phases[openAt], words: "close_last" };
}
