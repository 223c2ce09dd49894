/** A dialog that is closed by a click beside it; a drag that only ends there (text being marked) leaves it open. */
export function closesOutside(dialog) {
  let outside = false;
  const beside = ({ clientX, clientY }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  };
  dialog.addEventListener("pointerdown", (event) => (outside = event.target === dialog && beside(event)));
  dialog.addEventListener("click", (event) => outside && event.target === dialog && beside(event) && dialog.close());
}
