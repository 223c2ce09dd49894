// The emblem is shrunk before it is sent, as far as it takes: the server takes no large bodies.

const SIZES = [400, 300, 200, 120];
const MOST_BYTES = 48_000;

function drawn(picture, pixels) {
  const scale = Math.min(1, pixels / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

async function shrunk(file) {
  const picture = await createImageBitmap(file);
  let small;
  for (const pixels of SIZES) {
    small = await drawn(picture, pixels);
    if (small.size <= MOST_BYTES) break;
  }
  return small;
}

const input = document.querySelector('#emblem');
const form = input.form;
let shrinking = null;

async function replace(file) {
  // What is no picture is sent as it is: the server says what is wrong with it.
  const small = await shrunk(file).catch(() => null);
  if (!small || input.files[0] !== file) return;
  const files = new DataTransfer();
  files.items.add(new File([small], 'emblem.png', { type: 'image/png' }));
  input.files = files.files;
}

function shrink() {
  const [file] = input.files;
  if (!file) return;
  const mine = replace(file).finally(() => {
    if (shrinking === mine) shrinking = null;
  });
  shrinking = mine;
}

input.addEventListener('change', shrink);
// Pressed while the picture is being shrunk: the small one is what is sent.
form.addEventListener('submit', (event) => {
  if (!shrinking) return;
  event.preventDefault();
  const { submitter } = event;
  shrinking.then(() => form.requestSubmit(submitter));
});
// A file chosen before this script had come.
shrink();
