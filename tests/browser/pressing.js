/** Presses every control of the page, and answers each write with a refusal: → {writes, silent, seen}, of which `silent` are
 *  writes whose refusal the page did not show. `before`: the labels of controls that were pressed already. */
async ([refusal, before]) => {
  // Nothing that is pressed reaches the server or leaves the page.
  window.writes = [];
  const real = window.fetch;
  window.fetch = (address, options = {}) => {
    const method = (options.method || "GET").toUpperCase();
    if (method === "GET") return real(address, options);
    window.writes.push([method, new URL(address, location.href).pathname, "script"]);
    const body = JSON.stringify({ ok: false, error: "not_your_role", message: refusal });
    return Promise.resolve(new Response(body, { status: 403, headers: { "Content-Type": "application/json" } }));
  };
  const write = (form) => (form.getAttribute("method") || "").toLowerCase() === "post";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.getAttribute("method") === "dialog") return;
    event.preventDefault();
    const action = event.submitter?.getAttribute("formaction") || form.getAttribute("action") || location.pathname;
    if (write(form)) window.writes.push(["POST", new URL(action, location.href).pathname, "form"]);
  });
  document.addEventListener("click", (event) => event.target.closest("a[href]") && event.preventDefault());
  window.open = () => null;
  window.print = () => null;

  const KINDS = "button, summary, select, input[type=checkbox], input[type=radio], [role=button], [role=menuitem], [role=tab]";
  const label = (el) => [
    el.tagName, el.id, el.name || "", el.className, el.value || "", JSON.stringify({ ...el.dataset, key: "" }),
    el.getAttribute("aria-label") || "", el.textContent.trim().slice(0, 24),
  ].join("|").replace(/\d+/g, "0");
  const usable = (el) => el.checkVisibility() && !el.matches(":disabled") && el.getAttribute("aria-disabled") !== "true";
  const rest = () => new Promise((done) => setTimeout(done, 0));
  const said = async () => {
    for (const end = Date.now() + 20000; Date.now() < end; await new Promise((done) => setTimeout(done, 20))) {
      if (document.body.innerText.includes(refusal)) return true;
    }
    return false;
  };
  const clear = () => { // for the next refusal
    for (const toast of document.querySelectorAll(".toast")) toast.remove();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.data.includes(refusal)) walk.currentNode.data = "";
  };
  const seen = new Set(before), brought = new Map(), writes = [], silent = [];
  const usables = () => [...document.querySelectorAll(KINDS)].filter(usable);
  const at = (name) => usables().find((el) => label(el) === name);
  // What the last press brought comes first; what a press of its neighbour has closed is opened again.
  const next = async (last) => {
    for (const el of usables()) if (!brought.has(label(el))) brought.set(label(el), last);
    for (const [name, by] of [...brought].reverse()) {
      if (seen.has(name)) continue;
      if (!at(name) && by && at(by)) at(by).click();
      await rest();
      seen.add(name);
      if (at(name)) return at(name);
    }
    return null;
  };
  const after = async (what) => {
    await rest();
    await rest();
    const made = window.writes.splice(0);
    writes.push(...made.map(([method, path]) => [method, path, what]));
    if (made.some(([, , by]) => by === "script") && !(await said())) silent.push([what, made.map(String)]);
    clear();
  };
  for (let what = "", el = await next(""); el; el = await next(what)) {
    what = label(el);
    const fields = (el.form || el.closest("dialog"))?.querySelectorAll("input[type=text], input:not([type]), textarea") ?? [];
    for (const field of fields) if (!field.value) field.value = "ทดสอบ";
    if (el.tagName === "SELECT") {
      el.selectedIndex = (el.selectedIndex + 1) % el.options.length;
      el.dispatchEvent(new Event("change", { bubbles: true }));
    } else el.click();
    await after(what);
  }
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  for (const key of "abcdefghijklmnopqrstuvwxyz0123456789?/+-") {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    await after(`key ${key}`);
  }
  return { writes, silent, seen: [...seen] };
}
