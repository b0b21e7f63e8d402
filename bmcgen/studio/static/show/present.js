// For the beamer: one block after another in the canvas's order, as large as the screen allows, with its questions. What
// is said in the room can be typed on.

import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { popoverIsOpen } from "../base/popover.js";
import { read, write } from "../base/settings.js";
import { t } from "../base/words.js";
import { fill } from "./cards.js";
import { Timer } from "./timer.js";

export class Present {
  constructor({ doc, board, selection }) {
    Object.assign(this, { doc, board });
    const { blocks } = doc;
    const from = selection.last ? doc.find(selection.last)?.block : null;
    this.at = Math.max(0, blocks.indexOf(from));
    this.asked = read("asked") !== "no";
    this.timer = new Timer();
    const round = (name, label, run) => h("button", { type: "button", class: "round", title: label, "aria-label": label, onclick: run }, icon(name));
    this.number = h("span", { class: "number" });
    this.title = h("h2", { tabIndex: -1 });
    this.questions = h("ul", { class: "questions" });
    this.cards = h("ul", { class: "cards", role: "list" });
    this.dots = h("div", { class: "dots", "aria-hidden": "true" });
    this.input = h("input", { type: "text", maxlength: 10000, placeholder: t("show.type"), "aria-label": t("show.type"), autocomplete: "off", enterkeyhint: "done" });
    this.entry = h("form", { class: "entry", onsubmit: event => { event.preventDefault(); this.#add(); } }, icon("add"), this.input);
    this.ask = round("prompts", t("show.questions"), () => this.#toggle());
    this.element = h("dialog", { class: "show", "aria-label": t("show.title") },
      h("header", {}, this.number, this.title, this.timer.element),
      h("div", { class: "stage" }, this.questions, this.cards),
      h("footer", {}, round("back", t("show.back"), () => this.go(-1)), round("forward", t("show.next"), () => this.go(1)), this.dots, this.entry, this.ask,
        round("full", t("show.full"), () => this.#full()), round("close", t("show.end"), () => this.element.close())));
    this.element.addEventListener("keydown", event => this.#key(event));
    this.element.addEventListener("close", () => this.#end());
    this.seen = ({ detail }) => { if (detail.model) this.draw(); };
    doc.addEventListener("state", this.seen);
    this.fit = () => fill(this.cards);
    addEventListener("resize", this.fit);
    document.getElementById("layers").append(this.element);
    this.element.showModal();
    this.#full();
    this.draw();
    this.title.focus();
  }

  #full() {
    if (document.fullscreenElement) document.exitFullscreen();
    // A browser may refuse; the window is large enough then.
    else document.documentElement.requestFullscreen?.().catch(() => {});
  }

  get block() { return this.doc.blocks[this.at]; }

  go(by) {
    const next = this.at + by;
    if (next < 0 || next >= this.doc.blocks.length) return;
    this.at = next;
    this.draw();
    announce(this.block.title);
  }

  draw() {
    const { doc, block } = this, { model } = doc;
    if (!block) return this.element.close();
    this.number.textContent = block.number ?? "";
    this.number.hidden = !block.number;
    this.title.textContent = block.title;
    this.questions.replaceChildren(...(block.questions ?? []).map(each => h("li", {}, each)));
    this.questions.hidden = !this.asked || !block.questions?.length;
    this.ask.setAttribute("aria-pressed", String(this.asked));
    this.entry.hidden = !block.notes;
    this.dots.replaceChildren(...doc.blocks.map((each, at) => h("i", { class: at === this.at ? "here" : "" })));
    this.cards.replaceChildren(...cardsOf(block, model));
    this.fit();
  }

  #toggle() {
    this.asked = !this.asked;
    write("asked", this.asked ? "yes" : "no");
    this.draw();
  }

  #add() {
    const text = this.input.value.trim(), { block } = this;
    this.input.value = "";
    if (!text) return this.title.focus();
    const { model } = this.doc, part = block.parts?.[0]?.id;
    this.doc.act({ op: "insert", block: block.id, note: this.doc.newNote(), text, after: "end", ...(part ? { part } : {}) })
      ?.then(() => announce(t("show.added", { block: block.title, n: (this.doc.block(block.id) ?? block).notes.length, of: model.blocks.length }))).catch(() => {});
  }

  #key(event) {
    event.stopPropagation();
    if (popoverIsOpen()) return;
    const { key } = event, typing = event.target === this.input;
    const run = act => { event.preventDefault(); act(); };
    if (typing) {
      if (key === "Escape") run(() => { this.input.value = ""; this.title.focus(); });
      return;
    }
    if (["ArrowRight", "ArrowDown", "PageDown"].includes(key) || (key === " " && event.target === this.title)) run(() => this.go(1));
    else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(key)) run(() => this.go(-1));
    else if (key === "Home") run(() => this.go(-this.at));
    else if (key === "End") run(() => this.go(this.doc.blocks.length - 1 - this.at));
    else if (key.toLowerCase() === "f") run(() => this.#full());
    else if (key.toLowerCase() === "q") run(() => this.#toggle());
    else if (key.toLowerCase() === "t") run(() => this.timer.toggle());
    else if ((key === "n" || key === "Enter") && event.target === this.title && this.block.notes) run(() => this.input.focus());
  }

  #end() {
    this.timer.stop();
    this.doc.removeEventListener("state", this.seen);
    removeEventListener("resize", this.fit);
    this.element.remove();
    if (document.fullscreenElement) document.exitFullscreen();
    this.onend?.();
  }
}

function cardsOf(block, model) {
  if (!block.notes) return other(block).map(text => h("li", { class: "card" }, h("p", {}, text)));
  const found = [];
  let group = null;
  for (const note of block.notes) {
    if (note.group && note.group !== group) found.push(h("li", { class: "heading" }, note.group));
    group = note.group ?? null;
    const letters = model.segments.filter(each => note.segments?.includes(each.name));
    const colour = note.colour ? model.colours.find(each => each.key === note.colour)?.rgb : letters.length === 1 ? letters[0].rgb : null;
    const card = h("li", { class: "card" },
      letters.length ? h("span", { class: "swatches" }, letters.map(each => {
        const mark = h("span", { class: "swatch", title: each.name }, each.letter);
        mark.style.backgroundColor = each.rgb;
        return mark;
      })) : null,
      h("p", {}, note.text), note.amount ? h("b", {}, note.amount) : null);
    if (colour) card.style.setProperty("--tint", colour);
    found.push(card);
  }
  return found;
}

// What blocks of other kinds hold, as lines of text.
function other(block) {
  const flat = value => value === null || value === undefined ? [] : Array.isArray(value) ? value.flatMap(flat) : typeof value === "object" ? Object.values(value).flatMap(flat) : [String(value)];
  if (block.fields) return [...block.fields.filter(each => each.value).map(each => `${each.label}: ${each.value}`), ...(block.more ?? []).map(each => `${each.name}: ${each.value}`)];
  if (block.scales) return block.scales.filter(each => each.value !== null).map(each => `${each.label}: ${each.value}`);
  if (block.choices) return block.choices.filter(each => block.value?.includes(each.key)).map(each => each.label);
  if (block.kind === "picture") return [];
  return flat(block.value);
}
