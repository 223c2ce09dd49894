/** What somebody has chosen and typed before joining, over a reload and the change of language; only in this window. */
const FIELDS = ["name", "unit", "role"];

/** joining = new Joining(code, form); what it stores is gone with the window, and once the phone has joined. */
export class Joining {
  constructor(code, form) {
    Object.assign(this, { name: `laena.joining.${code}`, form });
  }

  /** → the group's id that had been chosen, or ""; the other fields are filled in */
  restore() {
    const { form } = this;
    try {
      const { group = "", scribe = false, ...typed } = JSON.parse(sessionStorage.getItem(this.name)) || {};
      for (const field of FIELDS) form.elements[field].value = typed[field] || form.elements[field].value;
      form.elements.scribe.checked = scribe;
      return group;
    } catch (trouble) {
      return ""; // shut or not ours: then one chooses again
    }
  }

  store() {
    const { elements } = this.form;
    const radio = this.form.querySelector('input[name="group_id"]:checked');
    const now = { group: radio ? radio.value : "", scribe: elements.scribe.checked };
    for (const field of FIELDS) now[field] = elements[field].value;
    try {
      sessionStorage.setItem(this.name, JSON.stringify(now));
    } catch (trouble) {
      // Full or shut: nothing is lost but what would have come back.
    }
  }

  done() {
    try {
      sessionStorage.removeItem(this.name);
    } catch (trouble) {
      // Shut: there is nothing.
    }
  }
}
