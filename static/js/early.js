// Asks for the board while the console's page is still being read: a classic script, as modules wait for the whole page.
window.laenaEarly = fetch(document.currentScript.dataset.board, { cache: "no-store" }).then((response) => {
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
});
window.laenaEarly.catch(() => {}); // firstBoard (parts/board/loading.js) asks again
