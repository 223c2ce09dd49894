import { fill, fragment, list } from "../../lib/dom.js";
import { attachedTo } from "./attached.js";

/** Themes that have gone, to which something stayed attached: a line each, which opens the theme's menu. */
export function drawFormer(section, themes = []) {
  section.hidden = themes.length === 0;
  list(section.lastElementChild, themes, {
    key: (theme) => theme.id,
    make: () => fragment("former-template"),
    update: (line, theme) => fill(line.firstElementChild, { id: theme.id, label: theme.label, ...attachedTo(theme) }),
  });
}
