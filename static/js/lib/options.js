import { list, setText } from "./dom.js";

/** Offer `options` ([[value, name]]) in a select. A choice that is being made is not replaced by a live update. */
export function options(select, offered, chosen) {
  list(select, offered, {
    key: ([value]) => value,
    make: () => document.createElement("option"),
    update: (option, [value, name]) => {
      option.value = value;
      setText(option, name);
    },
  });
  if (document.activeElement !== select) select.value = String(chosen);
}
