// Moving notes, by keys, by a menu or by hand: all end in the same operation, told in the same words.

import { announce } from "../base/live.js";
import { t } from "../base/words.js";

export class Moving {
  constructor(doc, board, selection) { Object.assign(this, { doc, board, selection }); }

  /** Puts notes into a block, after one of its notes, first (null) or last ("end"). */
  to(notes, block, after, given = {}) {
    const target = this.doc.block(block), rest = target.notes.filter(note => !notes.includes(note.id));
    if (after && after !== "end" && notes.includes(after)) {
      const all = target.notes.map(note => note.id);
      after = all.slice(0, all.indexOf(after)).reverse().find(id => !notes.includes(id)) ?? null;
    }
    const at = after === "end" ? rest.length : rest.findIndex(note => note.id === after) + 1;
    return this.doc.act({ op: "move", notes, block, after, ...given })?.then(() => {
      this.selection.await(notes.at(-1));
      announce(t("moved", { block: target.title, at: at + 1, of: rest.length + notes.length }));
    }).catch(() => {});
  }

  /** One place on by an arrow: along the list, or into the block that lies that way. */
  shift(id, key) {
    const found = this.doc.find(id);
    if (!found) return;
    const all = found.block.notes.filter(note => note.part === found.note.part).map(note => note.id), at = all.indexOf(id);
    if (key === "ArrowUp" && at > 0) return this.to([id], found.block.id, at > 1 ? all[at - 2] : this.#before(found.block, all[0]));
    if (key === "ArrowDown" && at < all.length - 1) return this.to([id], found.block.id, all[at + 1]);
    const place = found.note.part ? `${found.block.id}/${found.note.part}` : found.block.id;
    const spot = this.board.spot("block", place) ?? this.board.spot("note", id);
    const next = spot && this.selection.nearest(spot, key, each =>
      each.dataset.kind === "block" && each !== spot && this.doc.block(each.dataset.key)?.notes);
    if (next) {
      const part = this.doc.part(next.dataset.key);
      return this.to([id], this.doc.block(next.dataset.key).id, key === "ArrowDown" && !part ? null : "end", part ? { part } : {});
    }
    announce(t("no-further"));
  }

  #before(block, id) { return block.notes[block.notes.findIndex(note => note.id === id) - 1]?.id ?? null; }

  remove(notes) {
    const next = this.#after(notes);
    this.doc.act({ op: "delete", notes })?.then(() => {
      announce(t("deleted", { n: notes.length }));
      this.board.focusOn(next && this.board.spot("note", next) || this.board.spot("block", this.place));
    }).catch(() => {});
    this.selection.clear();
  }

  #after(notes) {
    const found = this.doc.find(notes.at(-1));
    this.place = found?.note.part ? `${found.block.id}/${found.note.part}` : found?.block.id;
    const all = found?.block.notes.map(note => note.id) ?? [], at = all.indexOf(notes.at(-1));
    return all.slice(at + 1).find(id => !notes.includes(id)) ?? all.slice(0, at).reverse().find(id => !notes.includes(id)) ?? null;
  }

  /** A copy below each note. */
  double(notes) {
    const ids = [];
    const ops = notes.map(id => {
      const { note, block } = this.doc.find(id), copy = this.doc.newNote();
      ids.push(copy);
      const given = Object.fromEntries(["group", "part", "segments", "colour", "status", "tags", "amount"].filter(key => note[key] && note[key].length !== 0).map(key => [key, note[key]]));
      return { op: "insert", block: block.id, note: copy, text: note.text, after: id, ...given };
    });
    this.doc.act(ops)?.then(() => this.selection.choose(ids)).catch(() => {});
  }

  insert(block, after, items, { edit, extra = {} } = {}) {
    const ids = items.map(() => this.doc.newNote());
    const ops = items.map((text, at) => ({ op: "insert", block, note: ids[at], text, after: at ? ids[at - 1] : after, ...extra }));
    this.doc.act(ops, { edit })?.then(() => {
      this.selection.choose(ids);
      announce(t("pasted", { n: items.length, block: this.doc.block(block).title }));
    }).catch(() => {});
  }
}
