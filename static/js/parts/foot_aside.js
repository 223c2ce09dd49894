/**
 * The bar with Send belongs to the box for new notes. While another form of the page is filled in (a note that is changed, a
 * reply, a card's code, a word, a move) it stands aside, so that it covers nothing of it; it is back with the focus in its own
 * box, or once that form is closed or out of sight.
 */
import { one } from "../lib/dom.js";
import { give } from "../lib/load.js";

const TYPED_IN = "textarea, select, input:not([type=radio]):not([type=checkbox])";
const ASIDE = "has-foot-aside";
const GAP_PX = 8;

function footAside() {
  const compose = one("#compose");
  const view = window.visualViewport;
  let form = null;
  // Missing in Safari before 12.1: there it is back with the focus in its own box.
  const watch = typeof IntersectionObserver === "function" ? new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => !isIntersecting) && leave()) : null;

  function leave() {
    if (form && watch) watch.unobserve(form);
    form = null;
    document.body.classList.remove(ASIDE);
  }

  /** All of a form comes into sight, its buttons with it, where there is room for all. */
  function show() {
    const [from, until] = view ? [view.offsetTop, view.offsetTop + view.height] : [0, window.innerHeight];
    const { top, bottom, height } = form.getBoundingClientRect();
    if (height > until - from) return;
    if (bottom > until) window.scrollBy(0, Math.min(bottom - until + GAP_PX, top - from));
    else if (top < from) window.scrollBy(0, top - from);
  }

  function take({ target }) {
    if (compose.contains(target)) return leave();
    const found = target.matches(TYPED_IN) && target.closest("form:not(#join-form)");
    if (!found || found === form) return null;
    leave();
    form = found;
    document.body.classList.add(ASIDE);
    show();
    return watch && watch.observe(form);
  }
  document.addEventListener("focusin", take);
  take({ target: document.activeElement }); // in which somebody types already
  // Turned, or with the keyboard come up.
  (view || window).addEventListener("resize", () => form && form.contains(document.activeElement) && show());
}

give("foot_aside", footAside);
