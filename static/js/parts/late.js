/** Parts of the page whose scripts are loaded when they are needed first: for most of the day the room is asked nothing. */
import { late, styles } from "../lib/load.js";

/**
 * part = whenWanted(load, redraw); part(wanted) → what `load()` promised, or null while that is not there. It is loaded once
 * it is wanted, and then `redraw()` called.
 */
export function whenWanted(load, redraw) {
  let part = null;
  let loading = false;
  return (wanted) => {
    if (wanted && !loading) {
      loading = true;
      load().then((loaded) => {
        part = loaded;
        redraw();
      }, () => {});
    }
    return part;
  };
}

/**
 * card(name, tap, redraw) → draw(state, over): what parts/NAME/phone.js gives is made once there is `state[name]`, from
 * {tap, quiet}: `quiet` = the item was there from the first drawing.
 */
export function card(name, tap, redraw) {
  let quiet;
  const part = whenWanted(async () => {
    const [Part] = await Promise.all([late(name), styles(`parts/${name}`), styles("components/meter")]);
    return new Part({ tap, quiet });
  }, redraw);
  return (state, over) => {
    const item = state[name];
    if (quiet === undefined) quiet = !!item;
    const shown = part(item);
    if (shown) shown.show(state, over);
  };
}
