// A text field that lies on the sheet, in the very face and size that the words are set in. The server sets the words;
// this only echoes them until it has.

import { h, place } from "../base/dom.js";

const HEAD_ROOM = 2;

/** A box at a place of the sheet: `text` is where words begin, their measure, size, leading and face. */
export class Box {
  constructor({ board, page, text, value, label, language, lines = true, limit = 10000, card = null, oninput, onkeydown, onpaste, onblur }) {
    this.board = board;
    this.element = h("textarea", {
      class: "editor", "aria-label": label, lang: language, rows: 1, maxlength: limit, spellcheck: "true",
      autocomplete: "off", enterkeyhint: lines ? "next" : "done",
    });
    this.element.value = value;
    this.element.classList.toggle("card", Boolean(card));
    this.place(page, text);
    this.element.addEventListener("input", event => { this.grow(); oninput?.(event); });
    this.element.addEventListener("keydown", event => {
      event.stopPropagation();
      // While an input method composes, Enter and Tab belong to it.
      if (event.isComposing || event.keyCode === 229) return;
      onkeydown?.(event);
    });
    this.element.addEventListener("paste", event => { event.stopPropagation(); onpaste?.(event); });
    this.element.addEventListener("blur", () => { if (!this.moving && !this.closed) onblur?.(); });
    this.focus();
  }

  get value() { return this.element.value; }

  focus(caret = this.value.length) {
    this.element.focus({ preventScroll: true });
    this.element.setSelectionRange(caret, caret);
    this.board.reveal(this.element);
  }

  place(page, text) {
    const { layer } = this.board.pages.page(page), { element } = this;
    const key = JSON.stringify([page, text]);
    if (this.key === key && element.parentElement === layer) return;
    this.key = key;
    if (element.parentElement !== layer) {
      const had = document.activeElement === element, { selectionStart, selectionEnd } = element;
      this.moving = true;
      layer.append(element);
      if (had) { element.focus({ preventScroll: true }); element.setSelectionRange(selectionStart, selectionEnd); }
      this.moving = false;
    }
    this.text = text;
    place(element, { left: text.x, top: text.y, width: Math.max(text.w, text.size * 3) + HEAD_ROOM, fontSize: text.size, lineHeight: text.leading });
    element.style.fontFamily = `"${text.face}", studio, sans-serif`;
    this.grow();
  }

  grow() {
    this.element.style.height = "0";
    place(this.element, { height: Math.max(this.text.leading, this.element.scrollHeight) });
  }

  close() {
    this.closed = true;
    this.element.remove();
  }
}
