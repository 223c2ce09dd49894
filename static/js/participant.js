/**
 * The phone page's first part: with it one can join and type. parts/desk.js brings the rest (sending, own notes, all that
 * is live), right after it. What is sent before that waits in the field and as a draft.
 */
import { data, fill, one, setText, word } from "./lib/dom.js";
import { uuid7 } from "./lib/ids.js";
import { sharingOf } from "./lib/sharing.js";
import { Coming } from "./parts/coming.js";
import { Compose } from "./parts/compose.js";
import { sharingWords } from "./parts/identity.js";
import { Join } from "./parts/join.js";
import { followFoot, followKeyboard } from "./parts/keyboard.js";
import { Membership } from "./parts/membership.js";
import { device as deviceOf } from "./parts/memory.js";
import { Phases } from "./parts/phases.js";
import { veiled } from "./parts/unrevealed.js";

const TONES = 8;

// Once a page: a late script of another release brings these modules along anew.
if (!window.laenaBegun) begin();

function begin() {
  window.laenaBegun = true;
  const { code, limits } = data("page");
  const base = `/api/w/${code}`;
  const device = deviceOf(code);
  const known = data("state"); // what everybody may see
  const member = new Membership({ code, base, device, onLost: () => desk.now.lost(), onMoved: moved });
  const desk = new Coming("desk");
  let changing = false;

  const compose = new Compose({
    code,
    limit: limits.note,
    async onSend(body) {
      const id = uuid7();
      return (await desk.there).send(id, body);
    },
    why: () => (desk.now ? word("storing") : desk.why()),
    onTyped: () => (desk.now ? desk.now.typed() : desk.tell()),
  });
  const phases = new Phases({ onChoose: show });
  const join = new Join({ code, groups: known.groups, people: known.people, phases: known.phases, onJoin, onCancel: () => changeGroup(false) });

  async function moved() {
    (await desk.there).moved();
  }

  async function onJoin(profile) {
    const answer = await member.join(profile).catch(() => null);
    if (!answer) return word("join_offline");
    if (answer.error === "phone_moved") moved();
    if (!answer.ok) return join.refused(answer);
    changeGroup(false);
    if (desk.now) desk.now.joined();
    return null;
  }

  function changeGroup(on) {
    changing = on;
    if (on) join.open(member.me);
    show();
  }

  function show() {
    if (desk.now) desk.now.show();
    else draw(known, "unknown");
  }

  /**
   * What one joins and types with. `unsent`: as in phases.js.
   * → {front: the phase that is typed for, or null, categories}; null where nobody types now
   */
  function draw(state, unsent) {
    const { workshop, phases: all, groups, people } = state;
    const { me } = member;
    const typing = !!me && !changing;
    one("#starting").hidden = true;
    one("#desk").hidden = one("#me").hidden = !typing;
    if (typing) join.close();
    else if (one("#join").hidden) join.open(me);
    if (!typing) return null;
    const categories = workshop.categories.map((category, i) => ({ ...category, tone: (i % TONES) + 1 }));
    compose.stay = !!me.scribe;
    const front = phases.show(state, unsent);
    compose.show(front, { position: all.indexOf(front) + 1, total: all.length, categories, me, people });
    const sharing = sharingOf(state, front);
    setText(one("#sharing-line"), sharing !== "own" && !(front && veiled(front)) ? sharingWords(sharing, front) : "");
    const group = groups.find((each) => each.id === me.group_id);
    fill(one("#me"), { group: group ? group.name : "" });
    return { front, categories };
  }

  one("#change-group").addEventListener("click", () => changeGroup(true));
  followKeyboard();
  followFoot();
  show();
  desk.come({ code, limits, base, device, state: known, member, compose, join, draw });
  desk.there.then(() => compose.lock()).catch(() => {}); // a text that waits does so for another reason now
}
