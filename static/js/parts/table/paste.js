/** Several notes of a table at once: each line is looked at before it is sent. All go into the outbox in one step, or none. */
import { ask } from "../../lib/ask.js";
import { all, data, fill, one, put } from "../../lib/dom.js";
import { uuid7 } from "../../lib/ids.js";
import { give, styles } from "../../lib/load.js";
import { addNote } from "../../lib/outbox_queue.js";
import { erase, read, write } from "../../lib/storage.js";
import { isText } from "../../lib/writes.js";
import { identityWords } from "../identity.js";
import { veiled } from "../unrevealed.js";
import { linesOf } from "./lines.js";

const make = (tag, props) => Object.assign(document.createElement(tag), props);

class TableBox {
  constructor({ outbox, device }) {
    const { code, limits } = data("page");
    Object.assign(this, { outbox, device, limit: limits.note, base: `/api/w/${code}`, draft: `laena.table.${code}` });
    Object.assign(this, { el: one("#table-box"), lines: [], chosen: new Map(), kind: "", before: null });
    [this.text, this.name] = [one("textarea", this.el), one("input", this.el)];
    styles("parts/rescue");
    styles("parts/table");
    this.text.addEventListener("input", () => this.read());
    this.el.addEventListener("change", ({ target }) => this.choose(target));
    this.el.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    const does = { close: () => this.close(), send: () => this.send() };
    for (const button of all("[data-table]", this.el)) button.addEventListener("click", does[button.dataset.table]);
  }

  async open() {
    const { status, body } = await ask("GET", `${this.base}/state`, this.device);
    if (!body.ok || !body.me) throw new Error(`${status}`);
    this.state = body;
    this.phases = body.phases.filter((phase) => phase.state === "open");
    this.before = document.activeElement;
    this.text.value = this.text.value || read(this.draft) || "";
    this.name.value = this.name.value || body.me.name || "";
    this.kinds();
    this.el.hidden = false;
    this.read();
    this.text.focus();
  }

  close() {
    this.el.hidden = true;
    if (this.before) this.before.focus();
  }

  /** One choice for each category of the phases that are open. */
  kinds() {
    const names = new Map(this.state.workshop.categories.map(({ key, name }) => [key, name]));
    const kinds = [].concat(...this.phases.map((phase) => phase.categories.map((key) => ({ value: `${phase.id} ${key}`, phase, key, name: names.get(key) }))));
    const same = kinds.some(({ value }) => value === this.kind);
    if (!same) this.kind = kinds.length === 1 ? kinds[0].value : "";
    this.offered = kinds;
    put(one(".chips", this.el), ...kinds.map(({ value, name }) => {
      const chip = make("label", { className: "chip" });
      chip.append(make("input", { type: "radio", name: "table-kind", value, checked: value === this.kind }), make("span", { textContent: name }));
      return chip;
    }));
  }

  choose(target) {
    if (target.name === "table-kind") this.kind = target.value;
    if (target.type === "checkbox") this.chosen.set(target.value, target.checked);
    this.draw();
  }

  /** The lines anew: what is there twice is left out until somebody wants it. */
  read() {
    write(this.draft, this.text.value);
    const mine = this.outbox.writes.filter(isText).map(({ body }) => body.text);
    const there = [...mine, ...this.state.notes.map(({ text }) => text), ...this.state.shared.map(({ text }) => text)];
    this.lines = linesOf(this.text.value, this.limit, there);
    put(one("ol", this.el), ...this.lines.map(({ text, trouble }, place) => {
      const [item, label] = [make("li", {}), make("label", { className: "check" })];
      const value = `${place} ${text}`;
      const box = make("input", { type: "checkbox", value, checked: this.wants(value, trouble), disabled: trouble === "long" });
      label.append(box, make("span", { className: "verbatim", textContent: text }));
      item.append(label);
      if (trouble) item.append(make("small", { className: "table-trouble", textContent: this.words(trouble, { limit: this.limit }) }));
      return item;
    }));
    this.draw();
  }

  wants(value, trouble) {
    return trouble !== "long" && (this.chosen.has(value) ? this.chosen.get(value) : !trouble);
  }

  wanted() {
    return this.lines.filter(({ text, trouble }, place) => this.wants(`${place} ${text}`, trouble)).map(({ text }) => text);
  }

  words(name, values = {}) {
    return Object.entries(values).reduce((text, [key, value]) => text.replace(`%(${key})s`, value), this.el.dataset[name]);
  }

  draw(trouble = "") {
    const kind = this.offered.find(({ value }) => value === this.kind);
    const { me, groups, people } = this.state;
    const phase = kind ? kind.phase : this.phases[0];
    const group = groups.find(({ id }) => id === me.group_id);
    const count = this.wanted().length;
    fill(this.el, {
      where: [group && group.name, phase && phase.title].filter(Boolean).join(" · "),
      identity: phase ? identityWords(phase, people[me.group_id] || 0) : "",
      kinds: this.offered.length > 1,
      signs: !!phase && phase.identity === "signed",
      trouble: trouble || (phase ? "" : this.words("closed")),
      send: this.words("send", { count }),
      nothing: !count || !phase,
    });
  }

  async send() {
    const kind = this.offered.find(({ value }) => value === this.kind);
    if (!kind) return this.draw(this.words("kind"));
    const { id, run, identity } = kind.phase;
    const name = this.name.value.trim();
    if (identity === "signed" && !name) return this.draw(this.words("name"));
    const body = { phase_id: id, run, category: kind.key, promised: identity, ...(identity === "signed" ? { name } : {}), ...(veiled(kind.phase) ? { alone: true } : {}) };
    const notes = this.wanted().map((text) => [uuid7(), { ...body, text }]);
    // What is there already needs no second look.
    const left = this.lines.filter(({ text, trouble }) => trouble !== "twice" && !notes.some(([, note]) => note.text === text)).map(({ text }) => text);
    const typed = this.text.value;
    const button = one('[data-table="send"]', this.el);
    button.disabled = true; // a second tap would send them twice
    try {
      await this.outbox.change((writes) => notes.reduce((sum, [note, each]) => addNote(sum, note, each, Date.now()), writes));
    } catch (trouble) {
      return this.draw(this.words("failed"));
    }
    if (this.text.value === typed) this.text.value = left.join("\n");
    this.chosen.clear();
    if (this.text.value) return this.read();
    erase(this.draft);
    return this.close();
  }
}

give("table", TableBox);
