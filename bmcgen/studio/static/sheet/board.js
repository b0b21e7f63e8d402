// The desk with its sheets: the drawings, and over each a layer of lists and buttons at the places of what is drawn. The
// layer is what keyboards, screen readers and pointers meet; the drawing is hidden from them.

import { h, place, words } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { read, write } from "../base/settings.js";
import { t } from "../base/words.js";
import { Pages } from "../doc/pages.js";
import { describe } from "./describe.js";

const LEAST = 0.25, MOST = 6;
// A small sheet does not grow to the width of a large window: nobody reads letters that high from so near.
const LARGE = 1.7;

export class Board extends EventTarget {
  pages = new Pages();
  scale = 1;
  #spots = new Map();
  #regions = new Map();

  constructor(doc) {
    super();
    this.doc = doc;
    this.zoom = read("zoom") ?? "width";
    this.sheets = h("div", { class: "sheets" });
    this.over = h("div", { class: "over" });
    this.element = h("main", { class: "desk", id: "desk", tabIndex: -1, "aria-label": t("sheet") }, h("div", { class: "ground" }, this.sheets, this.over));
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  show(patch) {
    const changed = patch ? this.pages.apply(patch) : false;
    if (patch?.regions || patch?.reset) this.#index();
    if (changed) {
      this.sheets.replaceChildren(...this.pages.all.flatMap(page => [
        this.pages.all.length > 1 ? h("p", { class: "sheet-name", "aria-hidden": "true" }, page.title || t("sheet-number", { n: page.n })) : null,
        page.element,
      ].filter(Boolean)), ...(this.below?.childElementCount ? [this.below] : []));
      this.fit();
    }
    this.#layers();
    this.dispatchEvent(new Event("shown"));
  }

  #index() {
    this.#regions.clear();
    for (const region of this.pages.regions) {
      const key = `${region.kind}:${region.key}`;
      if (!this.#regions.has(key)) this.#regions.set(key, []);
      this.#regions.get(key).push(region);
    }
  }

  /** The regions of a block, a note or a field, page by page. */
  regions(kind, key) { return this.#regions.get(`${kind}:${key}`) ?? []; }

  spot(kind, key) { return this.#spots.get(`${kind}:${key}`) ?? null; }

  /** A rectangle of a page on the screen. */
  screen(n, [x, y, w, height]) {
    const box = this.pages.page(n).element.getBoundingClientRect();
    return new DOMRect(box.x + x * this.scale, box.y + y * this.scale, w * this.scale, height * this.scale);
  }

  /** The page under a point of the screen, and where on it. */
  at(x, y) {
    for (const page of this.pages.all) {
      const box = page.element.getBoundingClientRect();
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) {
        return { n: page.n, x: (x - box.left) / this.scale, y: (y - box.top) / this.scale };
      }
    }
    return null;
  }

  setZoom(zoom) {
    this.zoom = zoom;
    write("zoom", zoom);
    this.fit();
  }

  /** One step nearer or farther. */
  step(by) { this.setZoom(String(Math.min(MOST, Math.max(LEAST, this.scale * by)))); }

  fit() {
    const first = this.pages.all[0];
    if (!first || !this.element.clientWidth) return;
    const style = getComputedStyle(this.sheets), side = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    const wide = this.element.clientWidth - side, high = this.element.clientHeight - parseFloat(style.paddingTop) * 2;
    const widest = Math.max(...this.pages.all.map(page => page.width));
    const across = wide / widest;
    this.scale = this.zoom === "width" ? Math.min(across, LARGE) : this.zoom === "whole" ? Math.min(across, high / first.height) : Number(this.zoom) || Math.min(across, LARGE);
    for (const page of this.pages.all) {
      place(page.element, { width: page.width * this.scale, height: page.height * this.scale });
      place(page.layer, { width: page.width, height: page.height });
      page.layer.style.transform = `scale(${this.scale})`;
    }
    this.sheets.style.setProperty("--hair", `${1 / this.scale}px`);
    this.dispatchEvent(new Event("scaled"));
  }

  reveal(element) { element?.scrollIntoView({ block: "nearest", inline: "nearest" }); }

  #layers() {
    const { model } = this.doc;
    if (!model) return;
    const used = new Set();
    for (const page of this.pages.all) {
      const here = region => region.page === page.n, children = [];
      const fields = model.fields.filter(field => this.regions("field", field.key).some(here));
      const band = key => this.regions("strip", key).find(here);
      if (fields.length) {
        const details = band("masthead") ?? band("title");
        children.push(this.#group(`fields:${page.n}`, t("masthead"), used, [
          details ? this.#button("strip", details.key, details, used, t("details")) : null,
          ...fields.map(field => this.#button("field", field.key, this.regions("field", field.key).find(here), used,
            t(field.value ? "field-is" : "field-empty", { name: field.label, value: field.value }))),
        ].filter(Boolean)));
      }
      for (const block of model.blocks) {
        const found = this.#block(block, page.n, here, used);
        if (found) children.push(found);
      }
      const footer = band("footer");
      if (footer && model.blocks.some(block => block.notes)) {
        children.push(this.#group(`strip:${page.n}`, t("segments.title"), used, [this.#button("strip", "footer", footer, used, t("segments.edit"))]));
      }
      keep(page.layer, children);
    }
    for (const [key, element] of this.#spots) {
      if (used.has(key)) continue;
      element.remove();
      this.#spots.delete(key);
    }
    this.#tabStops();
    this.#unshown(model.blocks.filter(block => !this.places(block).some(place => this.regions("block", place.key).length)));
  }

  // Blocks that are empty and print nothing have no place on the sheet; below it they have.
  #unshown(blocks) {
    const state = blocks.map(block => block.id).join(" ");
    if (this.below?.dataset.state === state) return;
    this.below?.remove();
    this.below = h("div", { class: "below", "data-state": state }, blocks.map(block =>
      h("button", { type: "button", class: "unshown", "data-kind": "block", "data-key": block.id }, icon("add"), block.title)));
    if (blocks.length) this.sheets.append(this.below);
  }

  #block(block, n, here, used) {
    const places = this.places(block), ground = places.flatMap(place => this.regions("block", place.key).filter(here).map(region => ({ ...place, region })));
    const notes = (block.notes ?? []).filter(note => this.regions("note", note.id).some(here));
    if (!ground.length && !notes.length) return null;
    const of = key => `${key}:${block.id}:${n}`;
    const children = ground.map(({ key, name, region }) => {
      const label = t(block.notes ? "add-to" : "edit-block", { block: name });
      return this.regions("block", key)[0] === region ? this.#button("block", key, region, used, label) : this.#copy(of(`more:${region.id}`), "block", key, region, used);
    });
    const continued = places.every(place => this.regions("block", place.key)[0]?.page !== n);
    if (notes.length) {
      const list = this.#made(of("list"), used, () => h("ul", { role: "list" }));
      keep(list, notes.map(note => {
        const all = this.regions("note", note.id), region = all.find(here);
        const item = this.#made(`item:${note.id}:${n}`, used, () => h("li"));
        keep(item, [all[0] === region
          ? this.#button("note", note.id, region, used, words(...describe(note, this.doc.model)))
          : this.#copy(of(`more:${note.id}`), "note", note.id, region, used)]);
        return item;
      }));
      children.push(list);
    }
    return this.#group(of("section"), continued && n > 1 ? t("block-on-sheet", { block: block.title, n }) : block.title, used, children);
  }

  /** Where notes of a block may stand: in the whole of it, or in each of its parts. */
  places(block) {
    const parts = (block.parts ?? []).map(part => ({ key: `${block.id}/${part.id}`, name: `${block.title}: ${part.title}` }));
    return parts.some(part => this.regions("block", part.key).length) ? parts : [{ key: block.id, name: block.title }];
  }

  #made(key, used, make) {
    used.add(key);
    let element = this.#spots.get(key);
    if (!element) {
      element = make();
      this.#spots.set(key, element);
    }
    return element;
  }

  #group(key, name, used, children) {
    const section = this.#made(key, used, () => h("section", { class: "group" }, h("h2", { class: "unseen" })));
    const title = section.firstChild;
    if (title.textContent !== name) title.textContent = name;
    section.setAttribute("aria-label", name);
    keep(section, [title, ...children]);
    return section;
  }

  #button(kind, key, region, used, label) {
    const element = this.#made(`${kind}:${key}`, used, () => {
      const made = h("button", { type: "button", class: `spot ${kind}`, tabIndex: -1 }, h("span", { class: "unseen" }));
      Object.assign(made.dataset, { kind, key });
      return made;
    });
    if (element.firstChild.textContent !== label) element.firstChild.textContent = label;
    put(element, region.rect);
    return element;
  }

  // What continues elsewhere can be pointed at there, too, but is read once.
  #copy(id, kind, key, region, used) {
    const element = this.#made(id, used, () => h("div", { class: `spot ${kind}`, "aria-hidden": "true" }));
    Object.assign(element.dataset, { kind, key });
    put(element, region.rect);
    return element;
  }

  // Each group is one stop of the Tab key; arrows go on within it.
  #tabStops() {
    for (const section of this.sheets.querySelectorAll("section.group")) {
      const all = [...section.querySelectorAll("button.spot")];
      if (all.length && !all.some(each => each.tabIndex === 0)) (all.find(each => each.dataset.kind === "note") ?? all[0]).tabIndex = 0;
    }
  }

  focusOn(element) {
    if (!element) return;
    for (const other of element.closest("section")?.querySelectorAll("button.spot") ?? []) other.tabIndex = other === element ? 0 : -1;
    element.focus({ preventScroll: true });
    this.reveal(element);
  }
}

function put(element, [x, y, w, height]) {
  const at = `${x} ${y} ${w} ${height}`;
  if (element.dataset.at === at) return;
  element.dataset.at = at;
  place(element, { left: x, top: y, width: w, height });
}

// Children in this order, moving as few as possible: an element that moves loses the focus.
function keep(parent, children) {
  let at = parent.firstElementChild;
  const wanted = new Set(children);
  for (const child of children) {
    while (at && !wanted.has(at) && !at.classList.contains("editor")) { const next = at.nextElementSibling; at.remove(); at = next; }
    while (at?.classList.contains("editor")) at = at.nextElementSibling;
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
  while (at) {
    const next = at.nextElementSibling;
    if (!at.classList.contains("editor")) at.remove();
    at = next;
  }
}
