import { all, data, one, word } from "./lib/dom.js";
import { edited } from "./lib/edited.js";
import { categoryButtons } from "./parts/form/categories.js";
import { suggestDates } from "./parts/form/dates.js";
import { folds } from "./parts/form/folds.js";
import { groupChoices } from "./parts/form/groups.js";
import { identities } from "./parts/form/identities.js";
import { PhaseList } from "./parts/form/phase_list.js";
import { unsaved } from "./parts/form/unsaved.js";

const form = one("#workshop-form");
const templates = data("templates");
const radios = all('[name="template"]', form);
const phaseList = one("#phase-list");
const chosen = () => templates.find(({ key }) => key === radios.find((radio) => radio.checked)?.value);

const markUnsaved = unsaved(form, one("#unsaved"));
const changed = () => {
  markUnsaved();
  drawCategories();
};
let current = templates.find(({ key }) => key === radios.find((radio) => radio.defaultChecked)?.value);
let touched = form.dataset.errors === "true" || edited(phaseList).length > 0;
const touch = () => {
  touched = true;
  changed();
};
const drawCategories = categoryButtons(phaseList, () => (chosen()?.categories ?? []).map(({ name }) => name), touch);
const phases = new PhaseList(phaseList, one("#add-phase"), touch);
phaseList.addEventListener("input", touch);

for (const radio of radios) {
  radio.addEventListener("change", take);
}
function take() {
  const wanted = chosen();
  if (touched && !confirm(word("replace", { name: wanted.name }))) {
    for (const each of radios) each.checked = each.value === current?.key;
    return;
  }
  current = wanted;
  touched = false;
  phases.fill(wanted.phases);
  changed();
}
if (chosen() !== current) take();
suggestDates(form);
groupChoices(form, changed);
if (form.dataset.editing === "false") identities(form, phaseList);
drawCategories();
folds(form);
one("#summary")?.focus();
