// Keys on the sheet, when nothing is being typed.

import { popoverIsOpen } from "../base/popover.js";
import { offer, parse } from "./paste.js";

export class Keys {
  constructor(studio) {
    Object.assign(this, studio);
    this.board.element.addEventListener("keydown", event => this.#onSheet(event));
    this.listener = event => this.#anywhere(event);
    addEventListener("keydown", this.listener);
    this.pasted = event => this.#paste(event);
    addEventListener("paste", this.pasted);
    this.copied = event => this.#copy(event);
    addEventListener("copy", this.copied);
    addEventListener("cut", this.copied);
  }

  stop() {
    removeEventListener("keydown", this.listener);
    removeEventListener("paste", this.pasted);
    removeEventListener("copy", this.copied);
    removeEventListener("cut", this.copied);
  }

  #anywhere(event) {
    const { key } = event, command = event.ctrlKey || event.metaKey, written = event.target.closest?.("input, textarea, select, dialog");
    const run = act => { event.preventDefault(); act(); };
    if (command && key.toLowerCase() === "z" && !written) run(() => event.shiftKey ? this.doc.redo() : this.doc.undo());
    else if (command && key.toLowerCase() === "y" && !written) run(() => this.doc.redo());
    else if (command && key.toLowerCase() === "p") run(this.print);
    else if (command && key.toLowerCase() === "s") run(this.told);
    else if (command && (key === "+" || key === "=") && !written) run(() => this.board.step(1.2));
    else if (command && key === "-" && !written) run(() => this.board.step(1 / 1.2));
    else if (command && key === "0" && !written) run(() => this.board.setZoom("width"));
    else if (event.altKey && key.toLowerCase() === "p") run(this.present);
    else if (key === "?" && !written) run(this.help);
  }

  #onSheet(event) {
    const spot = event.target.closest("button.spot");
    if (!spot || popoverIsOpen()) return;
    const { kind, key: id } = spot.dataset, { key } = event, command = event.ctrlKey || event.metaKey;
    const run = act => { event.preventDefault(); act(); };
    if (key.startsWith("Arrow")) return run(() => this.#arrow(event, spot));
    if (key === "Home" || key === "End") {
      const all = [...spot.closest("section").querySelectorAll("button.spot")];
      return run(() => this.go(all.at(key === "Home" ? 0 : -1)));
    }
    if (kind !== "note") {
      if (isText(event) && this.doc.block(id)?.notes && key !== "?" && key !== " ") this.editor.begin(id);
      return;
    }
    const notes = this.selection.notes.includes(id) ? this.selection.notes : [id];
    if (key === "Enter" || key === "F2") run(() => this.editor.edit(id));
    else if (key === " ") run(() => command || event.shiftKey ? this.selection.toggle(id) : this.selection.choose([id]));
    else if (key === "Delete" || key === "Backspace") run(() => this.moving.remove(notes));
    else if (key === "Escape") run(() => { this.selection.clear(); });
    else if (command && key.toLowerCase() === "d") run(() => this.moving.double(notes));
    else if (command && key.toLowerCase() === "a") run(() => this.selection.choose(this.doc.find(id).block.notes.map(note => note.id)));
    else if (command && key.toLowerCase() === "m") run(() => this.moveTo(notes));
    else if (key === "ContextMenu" || (event.shiftKey && key === "F10")) run(() => { this.selection.choose(notes); this.bar.focus(); });
    // The letter itself goes into the box that opens.
    else if (isText(event) && key !== "?") this.editor.edit(id);
  }

  #arrow(event, spot) {
    const { kind, key: id } = spot.dataset;
    if (event.altKey) {
      if (kind === "note") this.moving.shift(id, event.key);
      return;
    }
    const next = this.selection.step(spot, event.key);
    if (!next) return;
    if (event.shiftKey && kind === "note" && next.dataset.kind === "note") this.selection.extend(next.dataset.key);
    else this.go(next);
  }

  go(spot) {
    if (spot.dataset.kind === "note") this.selection.choose([spot.dataset.key]);
    else {
      this.selection.clear();
      this.board.focusOn(spot);
    }
  }

  // Where a list is pasted that nothing is being typed into: after the note or into the block that has the focus.
  #paste(event) {
    const spot = document.activeElement?.closest?.("button.spot");
    if (!spot || event.target.closest?.("input, textarea")) return;
    const found = spot.dataset.kind === "note" ? this.doc.find(spot.dataset.key) : null, block = found?.block ?? this.doc.block(spot.dataset.key);
    const items = parse(event.clipboardData), text = event.clipboardData.getData("text/plain").trim();
    if (!block?.notes || !items.length) return;
    event.preventDefault();
    const { group, part } = found?.note ?? {};
    const into = part ?? this.doc.part(spot.dataset.key) ?? block.parts?.[0]?.id;
    const extra = { ...(group ? { group } : {}), ...(into ? { part: into } : {}) };
    const put = list => this.moving.insert(block.id, found?.note.id ?? "end", list, { edit: this.doc.newEdit(), extra });
    if (items.length === 1) return put(items);
    offer(spot, items, { split: () => put(items), whole: () => put([text || items.join("\n")]) });
  }

  #copy(event) {
    const spot = document.activeElement?.closest?.("button.spot.note");
    if (!spot || event.target.closest?.("input, textarea") || !this.selection.notes.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", this.selection.notes.map(id => this.doc.find(id)?.note.text ?? "").join("\n"));
    if (event.type === "cut") this.moving.remove(this.selection.notes);
  }
}

const isText = event => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
