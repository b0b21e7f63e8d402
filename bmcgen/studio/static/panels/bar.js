// The bar at the chosen notes: everything that is said of a note besides its words.

import { h, place } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { menu, toggled } from "../base/popover.js";
import { t } from "../base/words.js";
import { amountPanel, groupPanel, linksPanel, moveTo, tagsPanel } from "./note_panels.js";
import { editSegments } from "./segments.js";

export const swatch = (rgb, letter = "") => {
  const mark = h("span", { class: "swatch", "aria-hidden": "true" }, letter);
  if (rgb) mark.style.backgroundColor = rgb;
  return mark;
};

export class Bar {
  constructor({ doc, board, selection, moving, editor, drag }) {
    Object.assign(this, { doc, board, selection, moving, editor, drag });
    this.element = h("div", { class: "bar", role: "toolbar", "aria-label": t("bar.title"), hidden: true });
    this.element.addEventListener("keydown", event => this.#key(event));
    board.over.append(this.element);
    selection.addEventListener("changed", () => this.show());
    editor.addEventListener("opened", () => this.show());
    editor.addEventListener("closed", () => this.show());
    board.addEventListener("scaled", () => this.#put());
  }

  get notes() { return this.selection.notes.map(id => this.doc.find(id)?.note).filter(Boolean); }

  show() {
    const { notes } = this;
    this.element.hidden = !notes.length || this.editor.isOpen || !this.board.regions("note", this.selection.last).length;
    if (this.element.hidden) return;
    const state = JSON.stringify([notes, this.doc.model.segments, this.doc.model.locale]);
    if (this.state !== state) {
      this.state = state;
      this.#build(notes);
    }
    this.#put();
  }

  focus() { this.element.querySelector("button")?.focus(); }

  #put() {
    if (this.element.hidden) return;
    const [region] = this.board.regions("note", this.selection.last);
    if (!region) return;
    const box = this.board.screen(region.page, region.rect), origin = this.board.over.getBoundingClientRect(), desk = this.board.element.getBoundingClientRect();
    const width = this.element.offsetWidth, height = this.element.offsetHeight, gap = 8;
    const above = box.top - height - gap > desk.top;
    const left = Math.max(desk.left + 6, Math.min(box.left, desk.right - width - 20));
    place(this.element, { left: left - origin.left, top: (above ? box.top - height - gap : box.bottom + gap) - origin.top });
  }

  #build(notes) {
    const { model } = this.doc, first = notes[0], held = this.element.contains(document.activeElement) ? document.activeElement.dataset.part : null;
    const one = notes.length === 1;
    const item = (part, label, picture, run, given = {}) => {
      const button = h("button", {
        type: "button", class: "tool", "data-part": part, tabIndex: -1, title: label, "aria-label": label, ...given,
        onclick: () => given["aria-haspopup"] ? toggled(button, () => run(button)) : run(button),
      }, picture instanceof Node ? picture : icon(picture), h("span", { class: "tool-name", "aria-hidden": "true" }, given.short ?? label));
      return button;
    };
    const menuOf = { "aria-haspopup": "menu" }, panelOf = { "aria-haspopup": "dialog" };
    const status = model.statuses.find(each => each.key === first.status), colour = model.colours.find(each => each.key === first.colour);
    const letters = model.segments.filter(each => first.segments?.includes(each.name));
    this.element.replaceChildren(
      one ? item("edit", t("bar.edit"), "pencil", () => this.editor.edit(first.id)) : h("span", { class: "count" }, t("notes", { n: notes.length })),
      item("segments", t("bar.segments"), letters.length ? h("span", { class: "swatches" }, letters.map(each => swatch(each.rgb, each.letter))) : "segments", button => this.#segments(button), menuOf),
      item("status", status ? t("bar.status-is", { name: status.label }) : t("bar.status"), "status", button => this.#choices(button, "status", t("bar.status"), model.statuses), { ...menuOf, short: status?.label ?? t("bar.status") }),
      item("colour", t("bar.colour"), colour ? swatch(colour.rgb) : "colour", button => this.#choices(button, "colour", t("bar.colour"), model.colours), menuOf),
      item("group", t("bar.group"), "group", button => groupPanel(this, button), panelOf),
      one ? item("links", t("bar.links"), "link", () => linksPanel(this, first)) : "",
      one ? item("amount", t("bar.amount"), "amount", button => amountPanel(this, button, first), panelOf) : "",
      item("tags", t("bar.tags"), "tag", button => tagsPanel(this, button), panelOf),
      item("move", t("bar.move"), "move", () => moveTo(this, notes.map(note => note.id))),
      item("delete", t("bar.delete"), "bin", () => this.moving.remove(notes.map(note => note.id))),
    );
    const all = [...this.element.querySelectorAll("button")], kept = all.find(button => button.dataset.part === held);
    (kept ?? all[0]).tabIndex = 0;
    kept?.focus();
  }

  /** Sets what is said of all chosen notes. */
  set(key, value, notes = this.notes) {
    const edit = this.doc.newEdit();
    return this.doc.act(notes.map(note => ({ op: "set_note", note: note.id, key, value: typeof value === "function" ? value(note) : value })), { edit })?.catch(() => {});
  }

  #choices(button, key, label, all) {
    const now = this.notes[0][key] ?? null;
    menu(button, label, [
      { label: t("none"), chosen: now === null, run: () => this.set(key, null) },
      ...all.map(each => ({ label: each.label, chosen: now === each.key, mark: each.rgb ? swatch(each.rgb) : null, run: () => this.set(key, each.key) })),
    ]);
  }

  #segments(button) {
    const { model } = this.doc, has = name => this.notes.every(note => note.segments?.includes(name));
    menu(button, t("bar.segments"), [
      ...model.segments.map(each => ({
        label: each.name, chosen: has(each.name), several: true, mark: swatch(each.rgb, each.letter),
        run: () => {
          const off = has(each.name);
          this.set("segments", note => off ? note.segments.filter(name => name !== each.name) : [...new Set([...(note.segments ?? []), each.name])]);
        },
      })),
      model.segments.length ? "-" : null,
      { label: t("segments.edit"), run: () => editSegments(this.doc, this.notes.map(note => note.id)) },
    ]);
  }

  #key(event) {
    const all = [...this.element.querySelectorAll("button")], at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && at >= 0) {
      event.preventDefault();
      const next = all[(to + all.length) % all.length];
      for (const each of all) each.tabIndex = each === next ? 0 : -1;
      next.focus();
    } else if (event.key === "Escape") this.board.focusOn(this.board.spot("note", this.selection.last));
  }
}
