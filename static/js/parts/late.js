/**
 * A card of the page whose module is loaded when it is needed first: for most of the day the room is asked nothing.
 * A load that fails is tried again at the next drawing, under another address, since some browsers remember a failure.
 */

/**
 * late(name, tap, redraw) → draw(state, over): parts/NAME/phone.js, whose default export is made once there is
 * `state[name]`, from {tap, quiet}: `quiet` = the item was there from the first drawing.
 */
export function late(name, tap, redraw) {
  let part = null;
  let loading = false;
  let tries = 0;
  let quiet;
  return (state, over) => {
    const item = state[name];
    if (quiet === undefined) quiet = !!item;
    if (part) part.show(state, over);
    if (part || !item || loading) return;
    loading = true;
    const looks = [styles(`parts/${name}`), styles("components/meter")];
    Promise.all([import(`./${name}/phone.js${tries ? `?${tries}` : ""}`), ...looks]).then(([{ default: Part }]) => {
      part = new Part({ tap, quiet });
      redraw();
    }, () => {
      loading = false;
      tries += 1;
    });
  };
}

/** Add css/NAME.css to the page; resolves when it is there, or cannot be had: then the part is plain, but works. */
export function styles(name) {
  return new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: new URL(`../../css/${name}.css`, import.meta.url), onload: done, onerror: done });
    document.head.append(link);
  });
}
