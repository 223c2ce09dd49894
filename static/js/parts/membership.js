/** Who this phone has joined as: told by the server, remembered here, joined anew where the server has forgotten it. */
import { ask } from "../lib/ask.js";
import { recall, remember } from "./memory.js";

export class Membership {
  /** onLost(): its group is gone, so that the person has to choose again; what waits is sent then. onMoved(): its key is no more */
  constructor({ code, base, device, onLost, onMoved }) {
    Object.assign(this, { name: `me.${code}`, url: `${base}/join`, device, onLost, onMoved });
    const me = recall(this.name);
    this.me = me && typeof me === "object" ? me : null;
  }

  set(me) {
    this.me = me;
    remember(this.name, me);
  }

  /** → the server's answer; rejects when none comes */
  async join(profile) {
    const { body } = await ask("POST", this.url, this.device, profile);
    if (body.ok) this.set(body.me);
    return body;
  }

  /** Join with what is remembered. → promise of whether that worked */
  async again() {
    if (!this.me) return false;
    const { group_id, name, unit, role, scribe, in_minutes } = this.me;
    try {
      const profile = { group_id, name: name || "", unit: unit || "", role: role || "", scribe: !!scribe, in_minutes: !!in_minutes };
      const answer = await this.join(profile);
      if (answer.error === "phone_moved") this.onMoved();
      if (["unknown_group", "phone_removed", "phone_moved", "slip_to_join"].includes(answer.error)) {
        this.set(null);
        this.onLost();
      }
      return answer.ok;
    } catch (trouble) {
      return false;
    }
  }
}
