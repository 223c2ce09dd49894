import { all, one, setText, word } from "../../lib/dom.js";

/** Shows the fields of the chosen way to make groups, previews a province's districts, counts typed names. */
export function groupChoices(form, changed) {
  const modes = all('[name="groups_mode"]', form);
  const province = one("#province", form);
  const names = one("#groups_names", form);
  const quick = one("#khon-kaen", form);

  const show = () => {
    const chosen = modes.find((mode) => mode.checked)?.value;
    for (const detail of all(".group-detail", form)) detail.hidden = detail.dataset.mode !== chosen;
  };
  const count = () => {
    const lines = names.value.split("\n").filter((line) => line.trim()).length;
    setText(one("#names-count", form), lines ? word("names_n", { n: lines }) : "");
  };
  for (const mode of modes) mode.addEventListener("change", show);
  province.addEventListener("change", () => preview(province.value, one("#districts", form)));
  names.addEventListener("input", count);
  quick.hidden = false;
  quick.addEventListener("click", () => {
    modes.find((mode) => mode.value === "districts").checked = true;
    province.value = quick.dataset.province;
    show();
    preview(province.value, one("#districts", form));
    changed();
  });
  show();
  count();
  if (province.value) preview(province.value, one("#districts", form));
}

async function preview(province, line) {
  setText(line, "");
  if (!province) return;
  try {
    const response = await fetch(`/api/places/${encodeURIComponent(province)}`);
    const { districts } = await response.json();
    setText(line, word("districts_n", { n: districts.length, names: districts.join(" ") }));
  } catch {
    setText(line, word("districts_failed"));
  }
}
