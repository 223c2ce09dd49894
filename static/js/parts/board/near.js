// Themes far below hold no notes yet: those that are drawn at once, and how far ahead of what is in sight the others come.
const AT_ONCE = 12;
const AHEAD = "100% 0px";

/** Which cards have come near what is in sight since they were made; printing brings all of them near. */
export class Near {
  #waiting = new Map();
  #watched = 0;

  constructor() {
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && this.#come(entry.target)), { rootMargin: AHEAD });
    window.addEventListener("beforeprint", () => [...this.#waiting.keys()].forEach((card) => this.#come(card)));
  }

  /** `come()` is called once, when `card` comes near. */
  watch(card, come) {
    this.#watched += 1;
    if (this.#watched <= AT_ONCE) return;
    this.#waiting.set(card, come);
    this.observer.observe(card);
  }

  has(card) {
    return !this.#waiting.has(card);
  }

  /** For a card that has left the wall. */
  forget(card) {
    this.#waiting.delete(card);
    this.observer.unobserve(card);
  }

  #come(card) {
    const come = this.#waiting.get(card);
    this.forget(card);
    come?.(); // absent where the card left the wall before its observer said so
  }
}
