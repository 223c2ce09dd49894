import { all } from "../../lib/dom.js";
import { edited } from "../../lib/edited.js";

/** What a new workshop's phases say of their writers follows the kind of groups, until somebody chooses by hand. */
export function identities(form, phaseList) {
  const chosen = new WeakSet(edited(phaseList).filter(({ name }) => name === "phase_identity"));
  const follow = () => {
    const districts = form.elements.groups_mode.value === "districts";
    for (const select of all('[name="phase_identity"]', form)) {
      if (!chosen.has(select)) select.value = districts ? "unit" : "anonymous";
    }
  };
  form.addEventListener("change", ({ target }) => {
    if (target.name === "phase_identity") chosen.add(target);
    if (target.name === "groups_mode") follow();
  });
  form.addEventListener("click", ({ target }) => target.closest("#khon-kaen") && follow());
  new MutationObserver(follow).observe(phaseList, { childList: true });
  if (form.dataset.errors !== "true") follow();
}
