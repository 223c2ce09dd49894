/** What comes next on the programme, for console, remote and projector. */
import { word } from "../lib/dom.js";

/** Whether what comes next is on another day than what is now: 09:00 is said of tomorrow in the evening. */
export const onOtherDay = ({ now, next }) => next.day > 1 && next.day !== now?.day;

/** "10:45 look ahead", with its day where that is another; "" after the last item. */
export const nextItem = (programme) =>
  programme?.next ? word(onOtherDay(programme) ? "programme_next_day" : "programme_next", programme.next) : "";
