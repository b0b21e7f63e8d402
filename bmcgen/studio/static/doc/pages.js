// The pages as drawings. Parts are replaced one by one: a whole sheet anew would cost several frames.

import { h, svg } from "../base/dom.js";

export class Pages {
  #pages = new Map();
  #parts = new Map();
  regions = [];

  /** Puts a patch on the pages. Returns whether pages came or went. */
  apply(patch) {
    if (patch.reset) {
      this.#parts.clear();
      for (const page of this.#pages.values()) page.group.replaceChildren();
    }
    for (const [id, part] of Object.entries(patch.set ?? {})) {
      const group = this.#part(id);
      group.innerHTML = part.svg;
      move(group, part.x ?? 0, part.y ?? 0);
    }
    for (const [id, [x, y]] of Object.entries(patch.move ?? {})) {
      const group = this.#parts.get(id);
      if (group) move(group, x, y);
    }
    for (const id of patch.gone ?? []) {
      this.#parts.get(id)?.remove();
      this.#parts.delete(id);
    }
    if (patch.regions) this.regions = patch.regions;
    return this.#arrange(patch.pages ?? []);
  }

  get all() { return [...this.#pages.values()].sort((one, other) => one.n - other.n); }

  page(n) { return this.#pages.get(n); }

  part(id) { return this.#parts.get(id); }

  #part(id) {
    let group = this.#parts.get(id);
    if (!group) {
      group = svg("g", { id: `part:${id}` });
      this.#parts.set(id, group);
    }
    return group;
  }

  #arrange(pages) {
    let changed = false;
    const numbers = new Set(pages.map(page => page.n));
    for (const [n, page] of this.#pages) {
      if (numbers.has(n)) continue;
      page.element.remove();
      this.#pages.delete(n);
      changed = true;
    }
    for (const given of pages) {
      let page = this.#pages.get(given.n);
      if (!page) {
        page = made(given.n);
        this.#pages.set(given.n, page);
        changed = true;
      }
      if (page.width !== given.width || page.height !== given.height) {
        page.svg.setAttribute("viewBox", `0 0 ${given.width} ${given.height}`);
        page.paper.setAttribute("width", given.width);
        page.paper.setAttribute("height", given.height);
        changed = true;
      }
      Object.assign(page, { width: given.width, height: given.height, title: given.title });
      if (given.order) order(page.group, given.order.map(id => this.#part(id)));
    }
    return changed;
  }
}

const move = (group, x, y) => group.setAttribute("transform", `translate(${x} ${y})`);

function made(n) {
  const paper = svg("rect", { fill: "#fff" }), group = svg("g");
  const drawing = svg("svg", { "aria-hidden": "true", class: "drawing", "xml:space": "preserve" }, paper, group);
  const layer = h("div", { class: "layer" });
  const element = h("div", { class: "page" }, drawing, layer);
  element.dataset.page = n;
  return { n, element, layer, svg: drawing, paper, group, width: 0, height: 0 };
}

// Moves only what is not in its place already.
function order(group, parts) {
  let at = group.firstChild;
  for (const part of parts) {
    if (part === at) at = at.nextSibling;
    else group.insertBefore(part, at);
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}
