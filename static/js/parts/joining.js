/** What somebody has chosen and typed before joining, over a reload and the change of language; only in this window. */
import { ofWindow } from "../lib/storage.js";

const FIELDS = ["name", "unit", "role"];
export const CHECKS = ["scribe", "in_minutes"];

/** joining = new Joining(code, form); what it stores is gone with the window, and once the phone has joined. */
export class Joining {
  constructor(code, form) {
    Object.assign(this, { name: `laena.joining.${code}`, form });
  }

  /** → the group's id that had been chosen, or ""; the other fields are filled in */
  restore() {
    const { elements } = this.form;
    try {
      const { group = "", ...typed } = JSON.parse(ofWindow.read(this.name)) || {};
      for (const field of FIELDS) elements[field].value = typed[field] || elements[field].value;
      for (const check of CHECKS) elements[check].checked = !!typed[check];
      return group;
    } catch (trouble) {
      return ""; // not ours: then one chooses again
    }
  }

  store() {
    const { elements } = this.form;
    const radio = this.form.querySelector('input[name="group_id"]:checked');
    const now = { group: radio ? radio.value : "" };
    for (const check of CHECKS) now[check] = elements[check].checked;
    for (const field of FIELDS) now[field] = elements[field].value;
    ofWindow.write(this.name, JSON.stringify(now)); // where it takes nothing, nothing comes back
  }

  done() {
    ofWindow.erase(this.name);
  }
}
