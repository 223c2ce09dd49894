/**
 * A card of the page whose script is loaded when it is needed first: for most of the day the room is asked nothing.
 */
import { late, styles } from "../lib/load.js";

/**
 * card(name, tap, redraw) → draw(state, over): what parts/NAME/phone.js gives is made once there is `state[name]`, from
 * {tap, quiet}: `quiet` = the item was there from the first drawing.
 */
export function card(name, tap, redraw) {
  let part = null;
  let loading = false;
  let quiet;
  return (state, over) => {
    const item = state[name];
    if (quiet === undefined) quiet = !!item;
    if (part) part.show(state, over);
    if (part || !item || loading) return;
    loading = true;
    Promise.all([late(name), styles(`parts/${name}`), styles("components/meter")]).then(([Part]) => {
      part = new Part({ tap, quiet });
      redraw();
    }, () => {});
  };
}
