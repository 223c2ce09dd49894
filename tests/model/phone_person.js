/** What somebody does on the pages of a life (phone_life.js), and what must therefore be there in the end. */
import { takes } from "/lib/writes.js";
import { nameOf } from "./naming_server.js";

export class Person {
  constructor(life) {
    this.life = life;
  }

  words() {
    this.life.count += 1;
    return `text ${this.life.count}`;
  }

  act() {
    const { chance } = this.life;
    const tab = chance.of(this.life.living);
    const what = chance();
    if (what < 0.3) this.type(tab);
    else if (what < 0.6 && tab.field) this.send(tab);
    else if (what < 0.8) this.edit(tab);
    else if (what < 0.9) this.withdraw(tab);
  }

  /** What the page shows and nobody has withdrawn: its notes' ids, of the phone. */
  shown(tab) {
    return [...this.life.sent.keys()].filter((id) => !this.life.taken.has(id) && (this.life.server.notes.has(id) || tab.outbox.writes.some(({ note }) => note === id)));
  }

  /** The name under which the page has it. */
  name(tab, id) {
    return tab.outbox.writes.some(({ key }) => key === id) || !this.life.server.notes.has(id) ? id : nameOf(id);
  }

  /** `taken`: whether a store has it, so that the note must go; one that was perhaps not withdrawn, or twice, may be either. */
  async withdraw(tab) {
    const known = this.shown(tab);
    if (!known.length) return;
    const id = this.life.chance.of(known);
    this.life.taken.set(id, false);
    await tab.outbox.remove(this.name(tab, id));
    if (!this.life.faulty) this.life.taken.set(id, true);
    if (this.life.chance.yes(0.7)) return;
    await this.life.time.sleep(this.life.chance() * 5000);
    if (tab.alive) await this.takeBack(tab, id);
  }

  async takeBack(tab, id) {
    this.life.taken.set(id, false);
    await tab.outbox.keep(this.name(tab, id));
    const note = this.life.server.notes.get(id);
    const goes = tab.outbox.writes.find((write) => takes(write) && [id, nameOf(id)].includes(write.note));
    if (!this.life.faulty && goes && !goes.tried) this.life.wrong.push(`taken back, withdrawn all the same: ${id}`);
    const there = (note && !note.gone) || tab.outbox.writes.some(({ key }) => key === id);
    if (!this.life.faulty && !goes && there) this.life.taken.delete(id);
  }

  type(tab) {
    const text = tab.field && this.life.chance.yes(0.5) ? `${tab.field}+` : `${tab.field ? `${tab.field} ` : ""}${this.words()}`;
    this.life.typed.delete(tab.field); // it goes on in the new text
    tab.type(text);
    this.life.typed.add(text);
  }

  send(tab) {
    const text = tab.field;
    tab.send().then((id) => {
      this.life.typed.delete(text);
      this.life.sent.set(id, [text]);
    });
  }

  edit(tab) {
    const known = this.shown(tab);
    if (!known.length) return;
    const id = this.life.chance.of(known);
    const shown = this.name(tab, id);
    const text = this.words();
    this.life.typed.delete(tab.edits.of(shown)); // typed over
    this.life.typed.add(text);
    tab.typeEdit(shown, text);
    if (this.life.chance.yes(0.3)) return;
    const pages = this.life.tabs.length;
    const texts = this.life.sent.get(id);
    texts.push(text); // from now on it may be the note's
    tab.saveEdit(shown).then((saved) => {
      this.life.typed.delete(saved);
      // Of edits on several pages at once either may be the last.
      if (pages === 1 && this.life.most === 1) texts.splice(0, texts.indexOf(saved));
    });
  }
}
