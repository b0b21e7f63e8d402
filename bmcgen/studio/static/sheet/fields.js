// Typing in the masthead, on the sheet itself.

import { Box } from "./box.js";

// From the top of a line to its baseline, in ems, at a leading of 1.2.
const ABOVE = 0.975;

export class Fields extends EventTarget {
  #open = null;

  constructor(doc, board) {
    super();
    Object.assign(this, { doc, board });
    board.addEventListener("shown", () => this.#follow());
  }

  edit(key) {
    const field = this.doc.model.fields.find(each => each.key === key), region = this.board.regions("field", key)[0];
    if (!field || !region) return;
    this.close();
    const text = this.#text(region);
    const open = this.#open = { field, edit: this.doc.newEdit(), was: field.value ?? "" };
    const typed = () => this.doc.act({ op: "set", path: field.path, value: open.box.value || null }, { draft: true, edit: open.edit });
    open.box = new Box({
      board: this.board, page: region.page, text, value: open.was, label: field.label, language: this.doc.model.locale, lines: false,
      limit: field.limit ?? 300, card: !open.was, oninput: typed, onkeydown: event => this.#key(event), onblur: () => this.close(),
    });
    this.#mark();
  }

  // Where the words stand: as told, else as drawn. The last size in a field is that of its words, a label's comes first.
  #text(region) {
    if (region.text) return region.text;
    const [x, y, w, height] = region.rect, part = this.board.pages.part(region.id);
    const drawn = [...part?.querySelectorAll("text[y], tspan[y]") ?? []], last = drawn.at(-1), of = (each, name) => each.closest(`[${name}]`).getAttribute(name);
    if (!last) return { x, y, w, size: height * 0.6, leading: height * 0.75, face: "studio" };
    const size = Number(of(last, "font-size")), first = drawn.find(each => of(each, "font-size") === of(last, "font-size"));
    const [, down] = (part.getAttribute("transform") ?? "").match(/[ ,]([-\d.]+)\)/) ?? [0, 0];
    return { x, y: Number(first.getAttribute("y")) + Number(down) - size * ABOVE, w, size, leading: size * 1.2, face: of(last, "class") };
  }

  #mark() {
    for (const part of document.querySelectorAll("g.edited-field")) part.classList.remove("edited-field");
    if (!this.#open) return;
    for (const region of this.board.regions("field", this.#open.field.key)) this.board.pages.part(region.id)?.classList.add("edited-field");
  }

  #follow() {
    const open = this.#open;
    if (!open) return;
    const region = this.board.regions("field", open.field.key)[0];
    if (region) open.box.place(region.page, this.#text(region));
    this.#mark();
  }

  close() {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    const value = open.box.value.replace(/\s+/g, " ").trim();
    open.box.close();
    this.#mark();
    if (value !== open.was) this.doc.act({ op: "set", path: open.field.path, value: value || null }, { edit: open.edit })?.catch(() => {});
  }

  #key(event) {
    const { key } = event, at = this.#open.field.key;
    if (key === "Enter" || key === "Escape") {
      event.preventDefault();
      this.close();
      this.board.focusOn(this.board.spot("field", at));
    } else if (key === "Tab") {
      event.preventDefault();
      const shown = this.doc.model.fields.filter(field => this.board.regions("field", field.key).length);
      const next = shown[shown.findIndex(field => field.key === at) + (event.shiftKey ? -1 : 1)];
      this.close();
      if (next) this.edit(next.key); else this.dispatchEvent(new CustomEvent("next", { detail: { back: event.shiftKey } }));
    } else if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z" && this.#open.box.value === this.#open.was) {
      event.preventDefault();
      this.close();
      this.doc.undo();
    }
  }
}
