/**
 * A part of the page that is loaded when it is needed first: for most of the day there is neither a vote nor a mood.
 * A load that fails is tried again at the next drawing, under another address, since some browsers remember a failure.
 */

/** late("voting", (module, quiet) => part, redraw) → show(item, …): `quiet` = the item was there from the first drawing */
export function late(name, make, redraw) {
  let part = null;
  let loading = false;
  let tries = 0;
  let quiet;
  return (item, ...view) => {
    if (quiet === undefined) quiet = !!item;
    if (part) part.show(item, ...view);
    if (part || !item || loading) return;
    loading = true;
    import(`./${name}.js${tries ? `?${tries}` : ""}`).then((module) => {
      part = make(module, quiet);
      redraw();
    }, () => {
      loading = false;
      tries += 1;
    });
  };
}
