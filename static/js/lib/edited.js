const changed = (field) => {
  if (field.tagName === "SELECT") {
    const options = Array.from(field.options);
    const written = options.find((option) => option.defaultSelected) || options[0];
    return !!written && field.value !== written.value;
  }
  return field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
};

/** The fields in `root` that differ from what the server wrote: somebody was there before the page's script had come. */
export const edited = (root) => Array.from(root.querySelectorAll("input, select, textarea")).filter(changed);
