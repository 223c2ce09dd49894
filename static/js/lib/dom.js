/** Small helpers over the DOM: fragments, filling them, keyed lists, and the page's words. */

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/** The data of a `<script type="application/json" id="…">` block. */
export const data = (id) => JSON.parse(document.getElementById(id).textContent);

/** In one place of the page, since a late script of another release brings along a module of its own (load.js). */
const words = () => (window.laenaWords = window.laenaWords || data("words"));

/** word("waiting", {count: 3}): a sentence of the page's `words` block, %(count)s filled in. */
export function word(key, values = {}) {
  const text = words()[key] === undefined ? key : words()[key];
  return text.replace(/%\((\w+)\)s/g, (slot, name) => (name in values ? String(values[name]) : slot));
}

/** Add the words of a block that came later. */
export function addWords(id) {
  window.laenaWords = { ...words(), ...data(id) };
}

/** A fresh copy of the first element of `<template id="…">`. */
export const fragment = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

/** Put `children` in place of what is in `element`, as replaceChildren does in browsers of 2020 and later. */
export function put(element, ...children) {
  element.textContent = "";
  element.append(...children);
}

/** Set text only when it differs: a screen reader and a selection then stay quiet. */
export function setText(element, text) {
  const wanted = text === null || text === undefined ? "" : String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

/**
 * Fill an element and what is in it from `values`:
 *   data-text="name"              text (never HTML)
 *   data-attr="href:url; title:t" attributes; null, undefined and false remove, true sets an empty one
 *   data-show="name"              hidden unless truthy; "!name" turns it round
 *   data-class="is-new:fresh"     classes, on when truthy
 * A name that `values` does not have is left as it is.
 */
export function fill(element, values) {
  for (const el of [element, ...all("[data-text],[data-attr],[data-show],[data-class]", element)]) {
    const { text, attr, show, class: classes } = el.dataset;
    if (text && text in values) setText(el, values[text]);
    if (show && show.replace("!", "") in values) el.hidden = show[0] === "!" ? !!values[show.slice(1)] : !values[show];
    for (const [name, key] of pairs(attr)) if (key in values) setAttribute(el, name, values[key]);
    for (const [name, key] of pairs(classes)) if (key in values) el.classList.toggle(name, !!values[key]);
  }
  return element;
}

const pairs = (text) => (text ? text.split(";").map((pair) => pair.split(":").map((part) => part.trim())) : []);

function setAttribute(el, name, value) {
  if (value === null || value === undefined || value === false) el.removeAttribute(name);
  else if (el.getAttribute(name) !== String(value === true ? "" : value)) el.setAttribute(name, value === true ? "" : value);
}

/**
 * Make the children of `container` match `items`, one element a key, in their order.
 *   key(item) → text; make(item) → element; update(element, item) fills it (also right after make);
 *   leave(element) (optional) takes an element out, e.g. after an animation.
 * Elements are kept and moved, never made anew; the one that holds the focus is not even moved, so what is being
 * typed in it stays.
 */
export function list(container, items, { key, make, update, leave }) {
  const old = new Map();
  for (const el of Array.from(container.children)) if (el.dataset.key !== undefined) old.set(el.dataset.key, el);
  const wanted = items.map((item) => {
    const name = String(key(item));
    const el = old.get(name) || make(item);
    old.delete(name);
    el.dataset.key = name;
    update(el, item);
    return el;
  });
  for (const el of old.values()) {
    delete el.dataset.key;
    if (leave) leave(el);
    else el.remove();
  }
  const focused = wanted.find((el) => el.parentNode === container && el.contains(document.activeElement));
  let place = container.firstElementChild;
  for (const el of wanted) {
    if (el === focused) {
      while (place !== el) {
        const passed = place;
        place = place.nextElementSibling;
        container.appendChild(passed);
      }
    }
    if (el === place) place = place.nextElementSibling;
    else container.insertBefore(el, place);
  }
  return wanted;
}
