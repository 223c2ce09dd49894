import { all, one, setText } from "../../lib/dom.js";
import { edited } from "../../lib/edited.js";

/** What a new workshop's phases say of their writers follows the kind of groups, until somebody chooses by hand. */
export function identities(form, phaseList) {
  const chosen = new WeakSet(edited(phaseList).filter(({ name }) => name === "phase_identity"));
  const said = one("#identities-follow");
  const follow = () => {
    const identity = form.elements.groups_mode.value === "districts" ? "unit" : "anonymous";
    const others = all('[name="phase_identity"]', form).filter((select) => !chosen.has(select) && select.value !== identity);
    for (const select of others) select.value = identity;
    return others.length > 0 && identity;
  };
  /** What was not chosen by hand changes elsewhere on the page: nobody would look there. */
  const followAloud = () => {
    const identity = follow();
    if (identity) setText(said, said.dataset[identity]);
  };
  form.addEventListener("change", ({ target }) => {
    if (target.name === "phase_identity") chosen.add(target);
    if (target.name === "groups_mode") followAloud();
  });
  form.addEventListener("click", ({ target }) => target.closest("#khon-kaen") && followAloud());
  new MutationObserver(follow).observe(phaseList, { childList: true });
  if (form.dataset.errors !== "true") follow();
}
