// Asks for the board while the console's page is still being read: a classic script, as modules wait for the whole page.
window.laenaEarly = fetch(document.currentScript.dataset.board, { cache: "no-store", signal: AbortSignal.timeout?.(30000) }).then((response) => {
  if (!response.ok) throw Object.assign(new Error(`HTTP ${response.status}`), { status: response.status });
  return response.json();
});
window.laenaEarly.catch(() => {}); // firstBoard (parts/board/loading.js) asks again
