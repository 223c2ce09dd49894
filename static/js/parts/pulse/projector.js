import { all, fill, one, setText, word } from "../../lib/dom.js";
import { figure } from "../board/figure.js";
import { offer } from "../projector/room.js";

offer({
  name: "pulse",

  draw(root, { state, question, answers, spread }, joined) {
    const open = state === "open";
    const most = Math.max(1, ...(spread ?? []));
    root.dataset.state = open || !spread ? "open" : "closed";
    root.laenaTitle = question || word("pulse_title");
    fill(root, {
      kind: word(`pulse_${state}`),
      people: word("pulse_people", { n: figure(answers), all: figure(joined) }),
      foot: open ? word("pulse_how") : spread ? "" : word("pulse_few"),
    });
    for (const [place, face] of all(".room-face", root).entries()) {
      const count = spread?.[place] ?? 0;
      one(".room-fill", face).style.height = `${(100 * count) / most}%`;
      setText(one("b", face), spread ? figure(count) : "");
    }
  },
});
