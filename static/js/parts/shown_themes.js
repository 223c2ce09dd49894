/** The themes on the phone, while something may be attached to them: five at first, more on demand, by category. */
import { all, fill, fragment, list, one, setText, word } from "../lib/dom.js";
import { give } from "../lib/load.js";
import { options } from "../lib/options.js";

const PAGE = 5;

/** themes = new ShownThemes(attached) */
class ShownThemes {
  constructor(attached) {
    Object.assign(this, { attached, most: PAGE, last: null });
    this.select = one("#theme-category");
    this.more = one("#theme-more");
    this.select.addEventListener("change", () => {
      this.most = PAGE;
      this.again();
    });
    this.more.addEventListener("click", () => {
      const rows = one("#theme-list");
      const before = rows.lastElementChild;
      this.most += PAGE;
      this.again();
      const next = before && before.nextElementSibling;
      if (!next) return;
      next.tabIndex = -1;
      next.focus({ preventScroll: true }); // the button may be gone
    });
  }

  again() {
    this.attached.begin(...this.last.begun);
    this.show(...this.last.view);
    this.attached.lost();
  }

  show(state, writes, categories) {
    this.last = { begun: [state, writes], view: [state, writes, categories] };
    const themes = state.themes_shown || [];
    one("#themes").hidden = !themes.length;
    this.offer(themes, categories);
    const chosen = themes.filter(({ category }) => !this.select.value || category === this.select.value);
    // What is read now stays while others come, and nobody looks for what they said of a theme.
    const read = new Set(all("#theme-list > li").filter((row) => one("details[open]", row)).map((row) => row.dataset.key));
    const wanted = chosen.filter(({ id }, at) => at < this.most || read.has(id) || this.attached.wrote(id) || this.attached.drafted(id));
    const left = chosen.length - wanted.length;
    this.more.hidden = !left;
    setText(this.more, word("themes_more", { count: Math.min(left, PAGE), left }));
    list(one("#theme-list"), wanted, {
      key: (theme) => theme.id,
      make: () => fragment("theme-card"),
      update: (el, theme) => {
        const category = categories.find(({ key }) => key === theme.category);
        fill(el, { label: theme.label, tone: category && category.tone, kind_name: category ? category.name : "" });
        setText(one("[data-size]", el), word("theme_size", { count: theme.count }));
        this.attached.on(el, { theme_id: theme.id }, theme);
      },
    });
  }

  /** One category alone is no choice. */
  offer(themes, categories) {
    const there = categories.filter(({ key }) => themes.some(({ category }) => category === key));
    const chosen = there.some(({ key }) => key === this.select.value) ? this.select.value : "";
    options(this.select, [["", word("shared_every_category")], ...there.map(({ key, name }) => [key, name])], chosen);
    this.select.parentElement.hidden = there.length < 2 && chosen === "";
  }
}

give("shown_themes", ShownThemes);
