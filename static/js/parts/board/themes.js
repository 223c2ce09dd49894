import { fill, fragment, list, one, setText, word } from "../../lib/dom.js";
import { attachedTo } from "./attached.js";
import { figure } from "./figure.js";
import { formerName } from "./former_name.js";
import { glide } from "./glide.js";
import { Near } from "./near.js";
import { NotesList } from "./notes_list.js";
import { held, ranked, same } from "./order.js";
import { divided, Subthemes } from "./subthemes.js";
import { toneOf } from "./tone.js";
import { voiceLine } from "./voices.js";

const SETTLE_MS = 15000;

/** The wall: a section for each category, in it the themes with all their notes. */
export class Themes {
  #orders = new Map();
  #settled = -Infinity;
  #near = new Near();

  /** `empty`: the line that names categories without themes. */
  constructor(parent, empty, board, context) {
    Object.assign(this, { parent, empty, board, context });
  }

  /** The next drawing may put the themes in order of size. */
  settleSoon() {
    this.#settled = -Infinity;
  }

  draw(places) {
    const settle = performance.now() - this.#settled > SETTLE_MS && (this.#settled === -Infinity || this.context.calm());
    if (settle) this.#settled = performance.now();
    const { phases, workshop } = this.board.state;
    const open = new Set(phases.filter(({ state }) => state === "open").flatMap(({ categories }) => categories));
    const present = workshop.categories.filter(({ key }) => open.has(key));
    const others = workshop.categories.filter(({ key }) => !open.has(key));
    this.folded = [];
    list(this.parent, [...present, ...others], {
      key: (category) => category.key,
      make: () => fragment("section-template"),
      update: (section, category) => this.#drawSection(section, category, places, settle, open.has(category.key)),
    });
    setText(this.empty, this.folded.length ? word("no_themes_in", { names: this.folded.join(" · ") }) : "");
    this.empty.hidden = this.folded.length === 0;
  }

  /** Without themes, a category of the open phase says so; the others share one line below the wall. */
  #drawSection(section, category, places, settle, present) {
    const { chosen, searching } = this.context;
    const themes = this.board.themes().filter((theme) => theme.category === category.key);
    const sized = themes.map((theme) => ({ ...theme, count: places.get(`theme:${theme.id}`).length }));
    const kept = held(this.#orders.get(category.key) ?? [], sized);
    const order = settle ? ranked(sized) : kept;
    this.#orders.set(category.key, order);
    const byId = new Map(sized.map((theme) => [theme.id, theme]));
    const found = this.#drawThemes(one(".themes", section), order.map((id) => byId.get(id)), places, !same(order, kept));
    const notes = sized.reduce((sum, theme) => sum + theme.count, 0);
    const figures = word("section_figures", { themes: figure(sized.length), n: figure(notes) });
    section.dataset.tone = toneOf(this.board.state.workshop, category.key);
    fill(one(".board-section-name", section), { name: category.name, figures });
    section.lastElementChild.hidden = sized.length > 0;
    const fold = !chosen() && !searching() && !present && sized.length === 0;
    if (fold) this.folded.push(category.name);
    section.hidden = fold || (chosen() && chosen() !== category.key) || (searching() && found === 0);
  }

  #drawThemes(parent, themes, places, moved) {
    let found = 0;
    const draw = () => list(parent, themes, {
      key: (theme) => theme.id,
      make: (theme) => this.#make(theme),
      update: (element, theme) => {
        const { parts, rest } = divided(theme.subthemes, places.get(`theme:${theme.id}`));
        const matching = element.laenaParts.draw(parts) + element.laenaNotes.draw(rest);
        const named = matching === 0 && theme.count === 0 && this.context.names(theme);
        found += matching + named;
        element.hidden = this.context.searching() && matching === 0 && !named;
        this.#update(element, theme);
      },
      leave: (element) => {
        this.#near.forget(element);
        element.remove();
      },
    });
    if (moved) glide(parent.children, draw);
    else draw();
    return found;
  }

  #make(theme) {
    const element = fill(fragment("theme-template"), { id: theme.id, category: theme.category });
    element.laenaParts = new Subthemes(one(".subthemes", element), this.context);
    element.laenaNotes = new NotesList(one(".theme-body > .notes", element), this.context, null, () => this.#near.has(element));
    this.#near.watch(element, () => element.laenaNotes.drawAgain());
    return element;
  }

  #update(element, theme) {
    const label = theme.label || word("unlabelled");
    element.classList.toggle("is-busy", this.context.busy(theme.id));
    fill(one(".theme-head", element), { count: figure(theme.count), ...attachedTo(theme), locked: Boolean(theme.locked), manage: word("theme_manage", { label }) });
    fill(one(".theme-voices", element), { ...formerName(this.board, theme), given: theme.given && !theme.heading, heading: theme.heading, lonely: theme.heading && theme.count === 0, ...voiceLine(theme.voices, this.board) });
    if (!element.classList.contains("is-renaming")) fill(one(".theme-name", element), { label });
  }
}
