// Elements from data. Text is only ever text: nothing here parses markup.

const properties = new Set(["value", "checked", "disabled", "selected", "indeterminate", "htmlFor", "tabIndex"]);

/** An element with attributes, listeners (`onclick`) and children; null and false are left out. */
export function h(name, given = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (properties.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, given = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Sets lengths in pixels; the policy for content forbids `style` attributes, not this. */
export function place(element, lengths) {
  for (const [key, value] of Object.entries(lengths)) element.style[key] = `${value}px`;
  return element;
}

let count = 0;

/** An id that nothing else on the page has. */
export const fresh = (prefix = "e") => `${prefix}${++count}`;

export const words = (...parts) => parts.filter(Boolean).join(", ");

/** Runs once the page has been painted with what was just changed. */
export const painted = run => requestAnimationFrame(() => setTimeout(run));

export const clamp = (value, least, most) => Math.max(least, Math.min(most, value));
