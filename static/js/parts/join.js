/** Step 1: choose a group; a name is optional. The same form changes group and name later. */
import { all, fill, fragment, one, put, setText, word } from "../lib/dom.js";
import { comparable } from "../lib/folding.js";
import { scanned } from "../lib/scanned.js";
import { joinWords } from "./identity.js";
import { CHECKS, Joining } from "./joining.js";

const SEARCH_FROM = 9;
// With so many others in the group, nobody can tell from its name who wrote.
const MANY = 4;
const step = one("#join");
const form = one("#join-form");
const send = one("#join-send");
const trouble = one("#join-error");

/** join = new Join({code, groups, people, phases, onJoin(profile) → promise of null or a sentence about what went wrong, onCancel}) */
export class Join {
  constructor({ code, groups, people = {}, phases = [], onJoin, onCancel }) {
    Object.assign(this, { people, onJoin, onCancel, changing: false });
    this.typed = new Joining(code, form);
    this.tell(phases);
    this.offer(groups);
    this.choose(this.typed.restore() || (this.chosen() || {}).id);
    form.addEventListener("change", () => this.label());
    form.addEventListener("input", () => this.changing || this.typed.store());
    one("#groups").addEventListener("click", ({ target, detail }) => target.name === "group_id" && detail && this.fold(true));
    one("#group-other").addEventListener("click", () => (this.fold(false), one('input[name="group_id"]:checked', form).focus()));
    form.addEventListener("submit", (event) => this.submit(event));
    one("#group-find").addEventListener("input", () => this.search());
    one("#join-cancel").addEventListener("click", () => this.onCancel());
    const { slip } = form.elements;
    const take = () => (slip.value = scanned() || slip.value);
    window.addEventListener("hashchange", take);
    take();
  }

  offer(groups) {
    const known = JSON.stringify(groups);
    if (known === this.known) return;
    this.known = known;
    const chosen = form.elements.group_id && form.elements.group_id.value;
    this.groups = groups;
    put(one("#groups"), ...groups.map((group) => fill(fragment("group"), group)));
    this.fold(false);
    this.choose(chosen || (groups.length === 1 ? groups[0].id : ""));
  }

  /**
   * Of many groups only the chosen one, so that what comes below is in sight. By touch or mouse alone: who walks through
   * them with the keyboard or a screen reader (`detail` 0) has to find the next one there.
   */
  fold(on) {
    this.folded = on && this.groups.length >= SEARCH_FROM;
    one("#group-search").hidden = this.folded || this.groups.length < SEARCH_FROM;
    one("#group-other").hidden = !this.folded;
    this.search();
  }

  /** What each phase tells others of its writers. */
  tell(phases) {
    this.byUnit = phases.some(({ identity }) => identity !== "anonymous");
    setText(one("#join-identity"), joinWords(phases));
    this.label();
  }

  /** Show where a slip is typed, once the server has asked for one. → the answer's message */
  refused({ error, message }) {
    if (/slip/.test(error)) one("#join-slip").hidden = false;
    return message;
  }

  /** `people`: group id → how many others have joined it. */
  count(people) {
    this.people = people;
    this.label();
  }

  /** Show the form; with `me` it changes an earlier answer and can be left. */
  open(me = null) {
    this.changing = !!me;
    step.hidden = false;
    one("#join-cancel").hidden = !me;
    trouble.hidden = true;
    if (me) {
      for (const name of ["name", "unit", "role"]) form.elements[name].value = me[name] || "";
      for (const name of CHECKS) form.elements[name].checked = !!me[name];
      this.choose(me.group_id);
    }
    if (me) one("#join-slip").hidden = true;
    this.fold(false);
    window.scrollTo(0, 0);
  }

  close() {
    step.hidden = true;
  }

  choose(id) {
    for (const radio of all('input[name="group_id"]', form)) radio.checked = radio.value === String(id);
    this.label();
  }

  chosen() {
    const radio = one('input[name="group_id"]:checked', form);
    return radio && this.groups.find((group) => String(group.id) === radio.value);
  }

  label() {
    const group = this.chosen();
    send.disabled = !group;
    setText(send, group ? word(this.changing ? "save_group" : "join", { group: group.name }) : word("choose_group"));
    const few = group && this.byUnit ? fewWords(group, this.people[group.id] ?? 0) : "";
    setText(one("#join-few span"), few);
    one("#join-few").hidden = !few;
  }

  search() {
    const sought = comparable(one("#group-find").value.trim());
    let shown = 0;
    for (const row of all(".join-group")) {
      row.hidden = this.folded ? !one("input", row).checked : !comparable(row.textContent).includes(sought);
      shown += !row.hidden;
    }
    one("#no-group").hidden = shown > 0;
  }

  async submit(event) {
    event.preventDefault();
    const group = this.chosen();
    if (!group) return;
    const { name, unit, role } = form.elements;
    setText(send, word("joining"));
    send.disabled = true;
    const profile = { group_id: group.id };
    for (const check of CHECKS) profile[check] = form.elements[check].checked;
    for (const field of [name, unit, role]) profile[field.name] = field.value.trim();
    if (!this.changing) profile.slip = form.elements.slip.value.trim();
    const refusal = await this.onJoin(profile);
    if (!refusal) this.typed.done();
    trouble.hidden = !refusal;
    setText(trouble, refusal || "");
    this.label();
  }
}

/** What to know before one writes in a group of few; "" where there are enough. */
function fewWords(group, others) {
  if (others >= MANY) return "";
  return others ? word("few_others", { group: group.name, count: others }) : word("no_others", { group: group.name });
}
