import { one, setText, word } from "../../lib/dom.js";
import { ActionList } from "../actions/list.js";
import { ask } from "./ask.js";
import { Chain } from "./chain.js";
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
  const plans = new ActionList(one("#actions"), one("#open-actions"), board, actions, send);
  const toAction = (theme) => plans.open(theme);
  const themeMenu = new ThemeMenu(one("#theme-menu"), root, board, new ThemeActions(actions), { renameAt, toAction });
  const links = new Links(board, actions);
  const outlook = new Outlook(one("#outlook"), board, links, one("#link-dialog"));
  const chain = new Chain(one("#chain"), board, links, one("#chain-dialog"), actions);
  const proposals = new Proposals(one("#proposals"), one("#open-proposals"), board, { code, settle, notify });
  const regroup = new Regroup(one("#regroup"), board, { chosen: () => filter.category, ask: askRegrouping });
  const glossary = new Glossary(code, one("#glossary"), send, regroup.open);
  const focus = new FocusDialog(code, one("#focus"), board, send, notify);
  const headings = new HeadingsDialog(code, one("#headings"), board, send, () => filter.category);
  for (const [name, { open }] of Object.entries({ regroup, glossary, focus, headings })) one(`#open-${name}`).addEventListener("click", open);

  async function askRegrouping(category, fineness) {
    const done = proposals.expect(category ? [category] : board.state.workshop.categories.map(({ key }) => key));
    let sent = false;
    try {
      sent = await send("regroup", { category, fineness });
    } finally {
      done(sent);
    }
    notify(word("regroup_asked"));
    proposals.draw();
  }

  /** Answers a proposal; `list` is what the screen showed of it, null for one of several. */
  function settle({ category, noticed, seq }, verb, list) {
    const name = board.categoryName(category);
    const [path, rows] = noticed ? ["differences", "differences"] : ["regroup", "proposals"];
    const last = { apply: "apply", leave: noticed ? "ignore" : "drop" }[verb];
    const done = word({ apply: "applied", ignore: "differ_ignored", drop: "dropped" }[last], { name });
    const body = noticed ? { seq } : last === "apply" && list ? { seq: list.seq, digest: list.digest } : {};
    const gone = (kept) => kept && (board.state[rows] = board.state[rows].filter((each) => each.category !== category));
    return actions.attempt(() => ask(code, `${path}/${category}/${last}`, body), gone, done, last === "ignore" ? null : actions.undo);
  }

  function draw() {
    for (const part of ["#board", "#side"]) one(part).hidden = filter.outlook;
    one("#outlook").hidden = !filter.outlook;
    one(".console-board").dataset.view = filter.outlook ? "outlook" : "wall";
    if (filter.outlook) outlook.draw();
    if (filter.outlook) chain.draw();
    const gaps = outlook.gaps.length;
    setText(one("#gap-count"), figure(gaps));
    one("#gap-count").hidden = gaps === 0;
    proposals.draw();
    noteMenu.draw();
    if (one("#actions").open) plans.draw();
    if (one("#theme-menu").open) themeMenu.draw();
  }

  return { draw, settle: () => (outlook.settle(), chain.settle()), askHide: (id) => noteMenu.askHide(id), askMerge: (dropped, target) => themeMenu.askMerge(dropped, target) };
}
