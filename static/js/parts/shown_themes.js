/** The themes on the phone, while something may be attached to them. */
import { fill, fragment, list, one, setText, word } from "../lib/dom.js";

export function showThemes({ themes_shown: themes }, categories, attached) {
  one("#themes").hidden = !themes || !themes.length;
  list(one("#theme-list"), themes || [], {
    key: (theme) => theme.id,
    make: () => fragment("theme-card"),
    update: (el, theme) => {
      const category = categories.find(({ key }) => key === theme.category);
      fill(el, { label: theme.label, tone: category && category.tone, kind_name: category ? category.name : "" });
      setText(one("[data-size]", el), word("theme_size", { count: theme.count }));
      attached.on(el, { theme_id: theme.id }, theme);
    },
  });
}
