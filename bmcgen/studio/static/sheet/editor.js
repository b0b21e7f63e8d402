// Typing a note on the sheet.

import { painted } from "../base/dom.js";
import { announce } from "../base/live.js";
import { t } from "../base/words.js";
import { Box } from "./box.js";
import { offer, parse } from "./paste.js";

export class Editor extends EventTarget {
  #open = null;

  constructor(doc, board) {
    super();
    Object.assign(this, { doc, board });
    doc.addEventListener("state", ({ detail }) => this.#seen(detail));
    doc.addEventListener("conflict", ({ detail }) => this.#parted(detail.items));
  }

  get note() { return this.#open?.id ?? null; }
  get isOpen() { return this.#open !== null; }

  /** Opens a note where it stands. */
  edit(id, caret) {
    const found = this.doc.find(id), region = this.board.regions("note", id)[0];
    if (!found || !region?.text || found.note.broken) return;
    this.close();
    this.#begin({ id, block: found.block.id, place: found.note.part ? `${found.block.id}/${found.note.part}` : found.block.id, was: found.note.text, isNew: false }, region.page, region.text, caret);
  }

  /** Opens a place for a new note: after another, or at the end of its block. */
  begin(place, after = "end") {
    const block = this.doc.block(place), like = after && after !== "end" ? this.doc.find(after)?.note : null;
    if (!block?.notes) return;
    const part = like?.part ?? this.doc.part(place) ?? block.parts?.[0]?.id ?? null;
    const ground = (part && this.board.regions("block", `${block.id}/${part}`).at(-1)) || this.board.regions("block", block.id).at(-1);
    if (!ground) return;
    this.close();
    const found = this.#room(block, part, after, ground), extra = { ...(like?.group ? { group: like.group } : {}), ...(part ? { part } : {}) };
    this.#begin({ id: this.doc.newNote(), block: block.id, place, after, was: "", isNew: true, extra }, found.page, found.text);
  }

  // Under the note that it follows, as far as there is paper.
  #room(block, part, after, ground) {
    const last = after === "end" ? block.notes.findLast(note => !part || note.part === part)?.id : after, region = last ? this.board.regions("note", last).at(-1) : null;
    if (!region?.text || (after === "end" && ground.text)) return { page: ground.page, text: ground.text ?? this.#likely(ground) };
    const page = this.board.pages.page(region.page), gap = region.text.y - region.rect[1];
    const y = Math.min(region.rect[1] + region.rect[3] + gap * 2, page.height - region.text.leading * 2);
    return { page: region.page, text: { ...region.text, y } };
  }

  // In an empty block: at the top of its room, in the size of the sheet's other notes.
  #likely({ room, rect }) {
    const [x, y, w] = room ?? rect, other = this.board.pages.regions.find(region => region.kind === "note" && region.text)?.text;
    return { size: 14, leading: 17, face: "studio", ...other, x: x + 8, y: y + 6, w: w - 16 };
  }

  #begin(open, page, text, caret) {
    const block = this.doc.block(open.block);
    this.#open = { ...open, edit: this.doc.newEdit(), mine: new Set([open.was]), drafted: false, rev: this.doc.seen };
    this.#open.box = new Box({
      board: this.board, page, text, value: open.was, card: open.isNew, language: this.doc.model.locale,
      label: t(open.isNew ? "editing-new" : "editing", { block: block.title }),
      oninput: () => this.#typed(), onkeydown: event => this.#key(event), onpaste: event => this.#pasted(event), onblur: () => this.close(),
    });
    if (caret !== undefined) this.#open.box.focus(caret);
    this.#mark();
    this.doc.editing(open.id);
    this.dispatchEvent(new Event("opened"));
  }

  // The drawn words give way to the box; the card they stand on stays.
  #mark() {
    for (const part of document.querySelectorAll("g.edited")) part.classList.remove("edited");
    if (!this.#open) return;
    for (const region of this.board.regions("note", this.#open.id)) this.board.pages.part(region.id)?.classList.add("edited");
  }

  #op(text) {
    // `rev` says what the text was begun on, so that it does not overwrite what another program wrote since.
    const { id, block, after, isNew, extra, rev } = this.#open;
    return isNew ? { op: "insert", block, note: id, text, after, rev, ...extra } : { op: "set_text", note: id, text, rev };
  }

  #typed() {
    const open = this.#open, text = open.box.value;
    if (open.isNew && !open.drafted && !text.trim()) return;
    open.drafted = true;
    open.mine.add(text);
    this.doc.act(open.isNew && !text.trim() ? { op: "set_text", note: open.id, text: "" } : this.#op(text), { draft: true, edit: open.edit, keys: [performance.now()] });
  }

  #seen({ job }) {
    if (job?.keys.length) {
      painted(() => { for (const start of job.keys) performance.measure("key-to-sheet", { start, end: performance.now() }); });
    }
  }

  // Both versions of the note stay; what is typed goes on in ours.
  #parted(items) {
    const open = this.#open, found = items.find(each => each.note === open?.id && each.mine);
    if (found) Object.assign(open, { id: found.mine, isNew: false });
  }

  // The note has a text that never was in this box: another program or tab wrote it.
  #overtaken() {
    const { id, isNew, mine } = this.#open, now = this.doc.find(id)?.note.text;
    return !isNew && now !== undefined && !mine.has(now) ? now : null;
  }

  /** Follows the note to where it is set now. */
  follow() {
    const open = this.#open;
    if (!open) return;
    const region = this.board.regions("note", open.id)[0];
    if (region?.text) {
      open.box.place(region.page, region.text);
      open.box.element.classList.remove("card");
    } else if (!open.isNew && !this.doc.find(open.id) && !open.drafted) { this.#drop(); return; }
    this.#mark();
  }

  #drop() {
    const open = this.#open;
    this.#open = null;
    open.box.close();
    this.#mark();
    this.dispatchEvent(new Event("closed"));
  }

  /** Keeps what was typed and closes. Returns the note, or null where none is left. */
  close() {
    const open = this.#open;
    if (!open) return null;
    const text = open.box.value.replace(/\s+$/u, ""), options = { edit: open.edit };
    let left = open.id;
    if (!text.trim()) {
      left = null;
      if (!open.isNew) this.doc.act({ op: "delete", notes: [open.id] }, options);
      else if (open.drafted) this.doc.act({ op: "delete", notes: [open.id] }, options);
    } else if (this.#overtaken() !== null && text !== open.was) {
      const theirs = this.#overtaken(), block = this.doc.find(open.id).block.id;
      left = this.doc.newNote();
      this.doc.act({ op: "insert", block, note: left, text, after: open.id }, options);
      this.doc.dispatchEvent(new CustomEvent("conflict", { detail: { items: [{ note: open.id, mine: left, theirs, ours: text }] } }));
    } else if (text !== open.was || open.drafted) {
      const since = performance.now(), again = { op: "insert", block: open.block, note: this.doc.newNote(), text, after: "end", ...open.extra };
      this.doc.act(this.#op(text), options)?.then(answer => {
        // Somebody else took the note away meanwhile: what was typed stays, as a note of its own.
        if (answer?.refused?.length) return this.doc.act(again);
        painted(() => performance.measure("commit-to-sheet", { start: since, end: performance.now() }));
        return null;
      }).catch(() => {});
    }
    this.#drop();
    this.doc.editing(null);
    return left;
  }

  #key(event) {
    const open = this.#open, { key, shiftKey, altKey } = event, command = event.ctrlKey || event.metaKey;
    const stop = () => event.preventDefault();
    if (key === "Enter" && !shiftKey && !altKey) {
      stop();
      const left = this.close();
      if (left) this.begin(open.place, left); else this.#select(null, open.place);
    } else if (key === "Escape") {
      stop();
      this.#select(this.close(), open.place);
    } else if (key === "Tab") {
      stop();
      this.close();
      this.dispatchEvent(new CustomEvent("next", { detail: { place: open.place, back: shiftKey } }));
    } else if (key === "Backspace" && !open.box.value) {
      stop();
      const notes = this.doc.block(open.block)?.notes ?? [];
      const at = open.isNew ? notes.findIndex(note => note.id === open.after) + 1 : notes.findIndex(note => note.id === open.id);
      const before = open.isNew && open.after === "end" ? notes.at(-1) : notes[at - 1];
      this.close();
      if (before) this.edit(before.id); else this.#select(null, open.place);
    } else if (altKey && key.startsWith("Arrow")) {
      stop();
      const left = this.close();
      if (left) this.dispatchEvent(new CustomEvent("shift", { detail: { note: left, key } }));
    } else if (command && key.toLowerCase() === "z" && open.box.value === open.was && !open.drafted) {
      stop();
      this.#select(this.close(), open.place);
      if (shiftKey) this.doc.redo(); else this.doc.undo();
    } else if (command && key.toLowerCase() === "s") {
      stop();
      announce(t("saves-itself"));
    }
    this.raw = command && shiftKey && key.toLowerCase() === "v";
  }

  #select(note, place) { this.dispatchEvent(new CustomEvent("done", { detail: { note, place } })); }

  #pasted(event) {
    const raw = this.raw, open = this.#open;
    this.raw = false;
    const items = raw ? [] : parse(event.clipboardData);
    if (items.length < 2) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    const box = open.box.element, empty = !open.box.value.trim();
    open.box.moving = true;
    offer(box, items, {
      split: () => {
        const after = this.close(), { edit, block, extra } = open;
        this.dispatchEvent(new CustomEvent("paste", { detail: { block, after: after ?? (empty ? open.after : "end") ?? "end", items, edit, extra } }));
      },
      whole: () => {
        open.box.focus(box.selectionEnd);
        box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
        box.dispatchEvent(new Event("input"));
      },
      closed: () => { open.box.moving = false; },
    });
  }
}
