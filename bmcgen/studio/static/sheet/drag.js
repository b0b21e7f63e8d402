// Dragging notes by mouse, pen and finger. The drawing follows the pointer; the server hears of the drop only.

import { h, place, svg } from "../base/dom.js";
import { announce } from "../base/live.js";
import { t } from "../base/words.js";

const FAR = 5, LONG = 350, EDGE = 48;

export class Drag {
  #held = null;

  constructor(doc, board, selection, moving) {
    Object.assign(this, { doc, board, selection, moving });
    const { sheets } = board;
    sheets.addEventListener("pointerdown", event => this.#press(event));
    sheets.addEventListener("contextmenu", event => { if (this.#held?.touch) event.preventDefault(); });
    // Once a finger has lifted a note, the page must not scroll under it.
    sheets.addEventListener("touchmove", event => { if (this.#held?.ghost) event.preventDefault(); }, { passive: false });
  }

  get active() { return Boolean(this.#held?.ghost); }

  #press(event) {
    const spot = event.target.closest(".spot.note");
    if (!spot || event.button !== 0 || this.#held) return;
    const id = spot.dataset.key, chosen = this.selection.notes;
    const held = {
      id, spot, x: event.clientX, y: event.clientY, touch: event.pointerType === "touch", pointer: event.pointerId,
      notes: chosen.includes(id) ? this.#inOrder(chosen) : [id], ghost: null, target: null,
    };
    this.#held = held;
    if (held.touch) held.timer = setTimeout(() => this.#lift(), LONG);
    addEventListener("pointermove", this.#move);
    addEventListener("pointerup", this.#up);
    addEventListener("pointercancel", this.#cancel);
    addEventListener("keydown", this.#key, true);
  }

  #inOrder(notes) {
    return this.doc.blocks.flatMap(block => (block.notes ?? []).map(note => note.id)).filter(id => notes.includes(id));
  }

  #move = event => {
    const held = this.#held;
    if (event.pointerId !== held.pointer) return;
    [held.nowX, held.nowY] = [event.clientX, event.clientY];
    if (!held.ghost) {
      if (Math.hypot(held.nowX - held.x, held.nowY - held.y) < FAR) return;
      if (held.touch) return this.#end();
      this.#lift();
    }
    held.frame ||= requestAnimationFrame(() => { held.frame = 0; this.#follow(); });
  };

  #lift() {
    const held = this.#held, { board } = this;
    if (!held) return;
    clearTimeout(held.timer);
    held.nowX ??= held.x;
    held.nowY ??= held.y;
    const region = board.regions("note", held.id)[0], part = board.pages.part(region.id);
    const box = board.screen(region.page, region.rect);
    const drawing = svg("svg", { viewBox: region.rect.join(" "), "aria-hidden": "true" }, part.cloneNode(true));
    held.ghost = place(h("div", { class: "ghost" }, drawing, held.notes.length > 1 ? h("b", {}, String(held.notes.length)) : null), { width: box.width, height: box.height });
    held.grip = [held.x - box.x, held.y - box.y];
    held.line = h("div", { class: "landing" });
    document.getElementById("layers").append(held.ghost);
    board.element.classList.add("dragging");
    for (const id of held.notes) for (const each of board.regions("note", id)) board.pages.part(each.id)?.classList.add("lifted");
    announce(t("lifted", { n: held.notes.length }));
    this.#follow();
  }

  #follow() {
    const held = this.#held;
    if (!held?.ghost) return;
    held.ghost.style.transform = `translate(${held.nowX - held.grip[0]}px, ${held.nowY - held.grip[1]}px)`;
    this.#scroll();
    held.target = this.target(held.nowX, held.nowY, held.notes);
    if (held.target) this.#land(held.target); else held.line.remove();
  }

  #scroll() {
    const { nowX, nowY } = this.#held, desk = this.board.element, box = desk.getBoundingClientRect();
    const push = (at, from, to) => at < from + EDGE ? at - from - EDGE : at > to - EDGE ? at - to + EDGE : 0;
    const [dx, dy] = [push(nowX, box.left, box.right), push(nowY, box.top, box.bottom)];
    if (!dx && !dy) return;
    desk.scrollBy(dx / 4, dy / 4);
    this.#held.frame ||= requestAnimationFrame(() => { this.#held && (this.#held.frame = 0); this.#follow(); });
  }

  /** Where notes would land: the block under a point, after which of its notes, and the line that shows it. */
  target(x, y, notes) {
    const at = this.board.at(x, y);
    if (!at) return null;
    const ground = this.board.pages.regions.find(region => region.kind === "block" && region.page === at.n && inside(at, region.rect) && this.board.spot("block", region.key) && this.doc.block(region.key)?.notes);
    if (!ground) return null;
    const block = this.doc.block(ground.key), part = this.doc.part(ground.key);
    let best = null, least = Infinity;
    for (const note of block.notes) {
      if (notes.includes(note.id) || (part && note.part !== part)) continue;
      for (const region of this.board.regions("note", note.id)) {
        const far = region.page === at.n ? distance(at, region.rect) : Infinity;
        if (far < least) [best, least] = [{ note, region }, far];
      }
    }
    if (!best) {
      const { text, rect } = ground;
      return { block: block.id, after: part ? "end" : null, n: at.n, part, line: text ? [text.x, text.y, text.w] : [rect[0] + 4, rect[1] + rect[3] / 3, rect[2] - 8] };
    }
    const [left, top, width, height] = best.region.rect, below = at.y > top + height / 2;
    const before = block.notes.filter(note => !notes.includes(note.id)), index = before.indexOf(best.note);
    return {
      block: block.id, after: below ? best.note.id : before[index - 1]?.id ?? null, n: at.n, group: best.note.group ?? null, part: part ?? best.note.part ?? null,
      line: [left, below ? top + height + 2 : top - 2, width],
    };
  }

  #land({ n, line: [x, y, width] }) {
    const { line } = this.#held, { layer } = this.board.pages.page(n);
    if (line.parentElement !== layer) layer.append(line);
    place(line, { left: x, top: y, width });
  }

  #up = event => {
    const held = this.#held;
    if (event.pointerId !== held.pointer) return;
    const { target } = held, was = held.ghost;
    this.#end();
    if (!was) return;
    // The click that follows a drop is none.
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, true));
    if (!target) return announce(t("put-back"));
    const { group, part } = target;
    this.moving.to(held.notes, target.block, target.after, { ...(group !== undefined ? { group } : {}), ...(part ? { part } : {}) });
  };

  #cancel = event => { if (event.pointerId === this.#held?.pointer) this.#end(); };

  #key = event => {
    if (event.key !== "Escape" || !this.#held?.ghost) return;
    event.preventDefault();
    event.stopPropagation();
    this.#end();
    announce(t("put-back"));
  };

  #end() {
    const held = this.#held;
    this.#held = null;
    clearTimeout(held.timer);
    cancelAnimationFrame(held.frame);
    held.ghost?.remove();
    held.line?.remove();
    this.board.element.classList.remove("dragging");
    for (const part of document.querySelectorAll("g.lifted")) part.classList.remove("lifted");
    removeEventListener("pointermove", this.#move);
    removeEventListener("pointerup", this.#up);
    removeEventListener("pointercancel", this.#cancel);
    removeEventListener("keydown", this.#key, true);
  }
}

const stop = event => { event.stopPropagation(); event.preventDefault(); };
const inside = ({ x, y }, [left, top, width, height]) => x >= left && x <= left + width && y >= top && y <= top + height;
const distance = ({ x, y }, [left, top, width, height]) =>
  Math.hypot(Math.max(left - x, 0, x - left - width), Math.max(top - y, 0, y - top - height));
