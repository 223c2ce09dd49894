// Files and pasted rows into the workshop: each is looked at first, then stored by one button as one step.
import { all, one, put, setText, word } from "../../lib/dom.js";
import { choose, giveCategory, giveMeaning, knownNames, opened } from "./import_choices.js";
import { drawTable } from "./import_columns.js";
import { afterCancel, choicesOf, drawChoices, drawFindings, resultRow } from "./import_look.js";
import { runner } from "./import_run.js";
import { listen } from "./import_sources.js";

const MOST_BYTES = 20 * 1024 * 1024;
const OF_GROUPS = ["too_many_groups", "long_group_name"];

export function importing(dialog, opener, code, board) {
  const part = (name) => one(`#import-${name}`, dialog);
  const state = part("state");
  let [waiting, results, count, current] = [[], [], 0, null];

  const show = (name) => all("[data-import]", dialog).forEach((section) => (section.hidden = section.dataset.import !== name));
  const tell = (text, kind = "") => {
    setText(state, text);
    state.dataset.state = kind;
  };
  const run = runner(code, part, tell);
  // An answer that comes after the dialog was closed, or for another file, is nobody's.
  const call = async (store) => {
    const of = current;
    const answer = await run.call(of, store);
    return current === of ? answer : null;
  };
  const begin = () => {
    [waiting, results, count, current] = [[], [], 0, null];
    show("choose");
    tell("");
  };

  opener.addEventListener("click", () => {
    if (!run.isRunning && !current) begin();
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    run.stop();
    current = null;
  });
  listen(part, start, () => tell(word("import_nothing"), "failed"));
  part("cancel").addEventListener("click", () => run.stop());
  part("choices").addEventListener("change", ({ target }) => {
    if (!current) return;
    const { choice } = target.closest("[data-choice]").dataset;
    choose(current, choice, choicesOf(part("choices"))[choice]);
    look();
  });
  part("again").addEventListener("change", ({ target }) => {
    current.again = target.checked;
    look();
  });
  // Of a file with nothing new the table says what is there already.
  part("skip").addEventListener("click", () => settle(current.look?.added === 0 ? { sums: current.look } : { why: word("import_skipped") }));
  part("store").addEventListener("click", store);

  function start(files) {
    if (!files.length) return;
    [waiting, results, count] = [files, [], files.length];
    next();
  }

  async function next() {
    part("columns").open = false;
    const file = waiting.shift();
    if (!file) return finish();
    const name = file.pasted ? word("import_pasted") : file.name;
    const own = (current = opened(name, file));
    if (file.size > MOST_BYTES) return settle({ why: word("import_big", { name }) });
    own.content = file.content ?? await file.arrayBuffer().catch(() => null); // once, for the look and the import
    if (current !== own) return; // the dialog was closed meanwhile
    if (!own.content) return settle({ why: word("import_unreadable", { name }) });
    await look();
  }

  async function look() {
    const answer = await call(false);
    if (!answer) return;
    if (answer.files) return unpack(answer.files);
    const table = answer.look ?? answer.table;
    const where = count > 1 ? `${word("import_file_n", { n: count - waiting.length, all: count, name: current.name })} · ` : "";
    if (!table) return refused(answer, where);
    show("look");
    // The choices are out of the way until the file asks for one, or somebody has made one.
    const needed = !answer.look || Object.keys(current.chosen).length > 0 || answer.look.days.undecided > 0;
    if (needed) part("columns").open = true;
    const { categories } = board.state.workshop;
    drawChoices(part("choices"), table, current.chosen, { categories });
    drawTable(part("table"), table, columns());
    if (!answer.look) {
      if (!OF_GROUPS.includes(answer.refused)) put(part("findings")); // else the choice can be changed there
      part("again").hidden = true;
      setText(part("store"), word("import_store", { n: 0 }));
      setText(part("skip"), word("import_skip"));
      current.look = null;
      return tell(where + (answer.message || word("import_no_category")), "failed");
    }
    draw(answer.look, where);
  }

  /** The files of a ZIP come one by one in its place; the server finds each in the same bytes. */
  function unpack(files) {
    const { name: zip, content } = current;
    const named = files.map((file) => ({ ...file, name: `${zip} › ${file.name}` }));
    results.push(...named.filter(({ why }) => why));
    const inside = named.filter(({ why }) => !why).map(({ name, place }) => ({ name, inside: place, content }));
    waiting = [...inside, ...waiting];
    count += inside.length - 1;
    current = null;
    return next();
  }

  const columns = () => ({
    categories: board.state.workshop.categories,
    given: current.columns,
    onCategory: (...chosen) => {
      giveCategory(current, ...chosen);
      return look();
    },
  });

  function draw(seen, where) {
    drawFindings(part("findings"), { ...seen, ...knownNames(current, seen) }, {
      means: current.means,
      made: current.make,
      categories: board.state.workshop.categories.map(({ name }) => name),
      groups: board.state.groups.map(({ name }) => name),
      columns: columns(),
      around: { chosen: current, onAround: (choice, isOn) => {
        current[choice] = isOn;
        return look();
      } },
      onMeaning: (...meaning) => {
        giveMeaning(current, ...meaning);
        return look();
      },
    });
    part("again").hidden = !seen.alike_found;
    one("input", part("again")).checked = current.again;
    setText(one("span", part("again")), word("import_again", { n: seen.alike_found }));
    setText(part("store"), word("import_store", { n: seen.added }));
    part("store").disabled = seen.added === 0;
    current.look = seen;
    setText(part("skip"), word(seen.added ? "import_skip" : "import_go_on"));
    tell(where + word("import_sums", seen));
  }

  async function store() {
    const answer = await call(true);
    if (!answer) return;
    if (answer.done) return settle({ sums: answer.done });
    if (answer.refused === "cancelled") return lookAgain(current.look);
    part("store").disabled = false;
    tell(answer.message || word("import_too_much"), "failed");
  }

  /** An import that was cancelled may have begun to store when the server learned of it: the file says what is there. */
  async function lookAgain(before) {
    const of = current;
    await look();
    if (current === of && current.look) tell(...afterCancel(before, current.look));
  }

  function refused(answer, where) {
    const why = answer.message || word(answer.refused === "import_into_ended" ? "import_ended" : "import_too_much");
    if (count > 1) return settle({ why });
    current = null;
    show("choose");
    return tell(where + why, "failed");
  }

  function settle(result) {
    results.push({ name: current.name, ...result });
    current = null;
    return next();
  }

  function finish() {
    put(one("tbody", part("results")), ...results.map(resultRow));
    const added = results.reduce((sum, { sums }) => sum + (sums?.added ?? 0), 0);
    part("text").value = "";
    show("done");
    tell(word("import_added", { n: added }), added ? "done" : "");
  }
}
