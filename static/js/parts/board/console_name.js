/** The name of this console among several: changed in a dialog, and asked for once where a second console is open. */
import { now } from "../../lib/clock.js";
import { one, setText, word } from "../../lib/dom.js";
import { read, write } from "../../lib/storage.js";

const LATELY_MS = 12 * 3600 * 1000;
const LONG_MS = 12000;
const NEWS_MS = 10 * 60 * 1000; // later, as when a lost connection comes back, it is none any more

/** root: the dialog; button: opens it; send(path, body) answers or throws; say(text, options) → draw(), after a change of the state */
export function naming(root, button, board, { send, say }) {
  const [field, error] = [one("#console-name", root), one("#console-name-error", root)];
  const mine = () => (board.state.consoles ?? []).find(({ key }) => key === board.state.me);

  function open() {
    field.value = mine()?.name ?? "";
    field.placeholder = numbered(mine());
    setText(error, "");
    error.hidden = true;
    root.showModal();
    field.select();
  }

  button.addEventListener("click", open);
  one("form.console-name", root).addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const { answer } = await send("console", { name: field.value });
      root.close();
      say(word("console_named", { name: answer }), {});
    } catch (refusal) {
      setText(error, refusal.message);
      error.hidden = false;
      field.focus();
    }
  });

  return () => {
    const own = mine();
    button.hidden = !own;
    if (!own) return;
    setText(one("span", button), word("console_is", { name: own.name || numbered(own) }));
    const others = board.state.consoles.filter(({ key, opened_at: at }) => key !== own.key && now() - at < LATELY_MS);
    if (now() - Math.max(own.opened_at, ...others.map(({ opened_at: at }) => at)) > NEWS_MS) return;
    const asked = `console-named-${own.key}`;
    if (own.name || others.length === 0 || read(asked)) return;
    write(asked, "1");
    say(word("console_second", { name: numbered(own) }), { ms: LONG_MS, action: word("console_name"), onAction: open });
  };
}

const numbered = (own) => (own ? word("console_n", { n: own.number }) : "");
