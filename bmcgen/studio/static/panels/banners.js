// Lines above the sheet: what happened to the file from elsewhere, and what is not safe yet. Nothing here stops the work.

import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { t, when } from "../base/words.js";
import { short } from "../sheet/describe.js";

export class Banners {
  #shown = new Map();

  constructor({ doc, selection }) {
    Object.assign(this, { doc, selection });
    this.element = h("div", { class: "banners", role: "region", "aria-label": t("banner.title") });
    const on = (name, run) => doc.addEventListener(name, ({ detail }) => run(detail));
    const copy = { label: t("banner.copy"), run: () => navigator.clipboard.writeText(doc.unsent.join("\n")) };
    on("unreachable", () => this.show("server", t(doc.waiting ? "banner.unreachable-waiting" : "banner.unreachable"), { bad: true, actions: doc.unsent.length ? [copy] : [] }));
    on("bye", () => this.show("server", t("banner.bye"), { bad: true }));
    on("reachable", () => { if (this.hide("server")) announce(t("banner.reachable")); });
    on("gone", () => this.show("file", t("banner.gone", { file: doc.state.file }), { bad: true }));
    on("unwritten", () => this.#unwritten());
    on("saved", ({ saved, error }) => saved ? this.hide("file") : error && this.#unwritten(error));
    on("whole", () => announce(t("banner.whole")));
    on("conflict", ({ items }) => items.forEach(each => this.#conflict(each)));
    on("outside", ({ notes }) => announce(t("banner.outside", { n: notes?.length ?? 0 })));
    on("refused", ({ problem }) => this.show("refused", problem.code === "stale" ? t("banner.stale") : t("banner.refused", { message: problem.message }), { actions: [] }));
    on("state", () => {
      this.now();
      if (doc.state.saved) this.hide("unwritten");
      if (doc.state.failed?.length) this.#unwritten(doc.state.failed[0].message);
    });
    this.locked = () => this.show("server", t("banner.locked"), { bad: true, actions: doc.unsent.length ? [copy] : [] });
    addEventListener("studio-locked", this.locked);
  }

  stop() { removeEventListener("studio-locked", this.locked); }

  /** What keeps the sheet from being set as the file is now. */
  now() {
    const { broken, diagnostics = [] } = this.doc.state;
    const problems = broken ? Object.values(broken).flat() : diagnostics.filter(each => each.severity === "error");
    if (problems.length) this.#broken(problems); else this.hide("broken");
  }

  show(key, text, { bad = false, actions = [], details = null } = {}) {
    this.#shown.get(key)?.remove();
    const close = () => this.hide(key);
    const banner = h("div", { class: bad ? "banner bad" : "banner" }, icon(bad ? "warning" : "help"),
      h("div", { class: "said" }, h("p", {}, text), details),
      actions.map(each => h("button", { type: "button", onclick: () => { each.run(); if (each.ends) close(); } }, each.label)),
      h("button", { type: "button", class: "quiet", "aria-label": t("close"), title: t("close"), onclick: close }, icon("close")));
    this.#shown.set(key, banner);
    this.element.append(banner);
    announce(text);
  }

  hide(key) {
    const banner = this.#shown.get(key);
    banner?.remove();
    this.#shown.delete(key);
    return Boolean(banner);
  }

  #unwritten(error = "") { this.show("unwritten", t("banner.unwritten", { file: this.doc.state.file }), { bad: true, details: error ? h("p", { class: "hint", lang: "en" }, error) : null }); }

  #broken(problems) {
    const key = JSON.stringify(problems);
    if (this.#shown.has("broken") && this.brokenKey === key) return;
    this.brokenKey = key;
    this.show("broken", t("banner.broken", { file: this.doc.state.file }), {
      bad: true, actions: this.doc.state.canUndo ? [{ label: t("undo"), run: () => this.doc.undo() }] : [],
      details: h("ul", {}, problems.slice(0, 5).map(each => h("li", {}, t("banner.line", { line: each.line ?? "?", text: each.text ?? each.message }),
        [each.text && each.text !== each.message ? each.message : "", each.hint].filter(Boolean).map(more => h("span", { class: "hint", lang: "en" }, ` ${more}`))))),
    });
  }

  #conflict({ note, mine, theirs, ours }) {
    this.show(`conflict ${mine}`, t("banner.conflict", { theirs: short(theirs ?? ""), ours: short(ours ?? "") }), {
      actions: [
        { label: t("banner.keep-ours"), ends: true, run: () => this.#keep([note], mine) },
        { label: t("banner.keep-theirs"), ends: true, run: () => this.#keep([mine], note) },
      ],
    });
  }

  #keep(without, kept) {
    this.doc.act({ op: "delete", notes: without })?.then(() => this.selection.choose([kept])).catch(() => {});
  }

  /** What a start after a crash brought back. */
  restored({ drafts, at }) {
    this.show("restored", t("banner.restored", { n: drafts, at: when(at) }), { actions: [{ label: t("undo"), ends: true, run: () => this.doc.undo() }] });
  }

  imported({ summary, left, from }) {
    this.show("imported", t("banner.imported", { from: from ?? "", summary: summary ?? "" }), {
      details: left?.length ? h("details", {}, h("summary", {}, t("banner.left", { n: left.length })), h("ul", {}, left.map(each => h("li", {}, each)))) : null,
    });
  }
}
