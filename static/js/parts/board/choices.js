import { list, one, setText, word } from "../../lib/dom.js";
import { comparable } from "../../lib/folding.js";
import { figure } from "./figure.js";
import { ranked } from "./order.js";

/** A list of themes to pick from, narrowed by typing (parts/_theme_choices.html with the same `key`). */
export class ThemeChoices {
  #offered = () => [];

  /** `picked(id)` hears of the choice. */
  constructor(key, picked) {
    this.search = one(`#${key}-search`);
    this.parent = one(`#${key}-themes`);
    this.none = one(`#${key}-none`);
    this.search.addEventListener("input", () => this.draw());
    this.parent.addEventListener("click", (event) => {
      const id = event.target.closest("button")?.dataset.theme;
      if (id) picked(id);
    });
  }

  /** The first that can be picked, as `picked` is told of it; nothing without one. */
  pickFirst() {
    one("button:not(:disabled)", this.parent)?.click();
  }

  /** `offered()` gives [{theme, about?, here?}]: `about` stands instead of the count, `here` cannot be picked. */
  open(offered) {
    this.#offered = offered;
    this.search.value = "";
    this.draw();
  }

  draw() {
    const typed = comparable(this.search.value.trim());
    const offered = this.#offered();
    const byId = new Map(offered.map((each) => [each.theme.id, each]));
    const met = ranked(offered.map(({ theme }) => theme)).map((id) => byId.get(id)).filter(({ theme }) => comparable(theme.label).includes(typed));
    list(this.parent, met, { key: ({ theme }) => theme.id, make: makeChoice, update });
    this.none.hidden = met.length > 0;
  }
}

function update(item, { theme, about, here = false }) {
  const button = item.firstElementChild;
  button.dataset.theme = theme.id;
  button.disabled = here;
  setText(button.firstElementChild, theme.label || word("unlabelled"));
  setText(button.lastElementChild, here ? word("here_now") : about ?? figure(theme.count));
}

function makeChoice() {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.append(document.createElement("span"), document.createElement("span"));
  button.lastElementChild.className = "soft number";
  item.append(button);
  return item;
}
