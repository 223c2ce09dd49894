import { one, setText, word } from "../../lib/dom.js";
import { ask } from "./ask.js";
import { Differences } from "./differences.js";
import { figure } from "./figure.js";
import { FocusDialog } from "./focus.js";
import { takeFormerNames } from "./former_name.js";
import { Glossary } from "./glossary.js";
import { HeadingsDialog } from "./headings.js";
import { Links } from "./links.js";
import { NoteMenu } from "./note_menu.js";
import { Outlook } from "./outlook.js";
import { Proposals } from "./proposals.js";
import { Regroup } from "./regroup.js";
import { renaming } from "./rename.js";
import { ThemeActions } from "./theme_actions.js";
import { ThemeMenu } from "./theme_menu.js";

/**
 * The tools with which people shape themes, put together. → {draw(), settle(), askMerge(dropped, target)}
 *   root: the console; filter: the Filter; send(path, body): answers or throws; notify(text, kind, undo)
 */
export function shaping({ root, code, board, actions, filter, send, notify }) {
  const noteMenu = new NoteMenu(one("#note-menu"), root, board, actions);
  const renameAt = renaming(board, actions, one("#sections"));
  takeFormerNames(board, actions, one("#sections"));
  const themeMenu = new ThemeMenu(one("#theme-menu"), root, board, new ThemeActions(actions), renameAt);
  const outlook = new Outlook(one("#outlook"), board, new Links(board, actions), one("#link-dialog"));
  const proposals = new Proposals(one("#proposals"), board, { settle, notify });
  const differences = new Differences(one("#differences"), board, actions);
  const regroup = new Regroup(one("#regroup"), board, { chosen: () => filter.category, ask: askRegrouping });
  const glossary = new Glossary(code, one("#glossary"), send, regroup.open);
  const focus = new FocusDialog(code, one("#focus"), board, send, notify);
  const headings = new HeadingsDialog(code, one("#headings"), board, send, () => filter.category);
  for (const [name, { open }] of Object.entries({ regroup, glossary, focus, headings })) one(`#open-${name}`).addEventListener("click", open);

  async function askRegrouping(category, fineness) {
    await send("regroup", { category, fineness });
    proposals.expect(category ? [category] : board.state.workshop.categories.map(({ key }) => key));
    notify(word("regroup_asked"));
  }

  function settle(category, verb) {
    const done = word(verb === "apply" ? "applied" : "dropped", { name: board.categoryName(category) });
    const gone = (kept) => kept && (board.state.proposals = board.state.proposals.filter((each) => each.category !== category));
    return actions.attempt(() => ask(code, `regroup/${category}/${verb}`), gone, done, actions.undo);
  }

  function draw() {
    for (const part of ["#board", "#side"]) one(part).hidden = filter.outlook;
    one("#outlook").hidden = !filter.outlook;
    one(".console-board").dataset.view = filter.outlook ? "outlook" : "wall";
    if (filter.outlook) outlook.draw();
    const gaps = outlook.gaps.length;
    setText(one("#gap-count"), figure(gaps));
    one("#gap-count").hidden = gaps === 0;
    proposals.draw();
    differences.draw();
    noteMenu.draw();
    if (one("#theme-menu").open) themeMenu.draw();
  }

  return { draw, settle: () => outlook.settle(), askMerge: (dropped, target) => themeMenu.askMerge(dropped, target) };
}
