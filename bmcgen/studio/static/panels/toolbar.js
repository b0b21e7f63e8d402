// The row above the sheet: the document, how it is shown, and what becomes of it.

import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { menu, popover, toggled } from "../base/popover.js";
import { read, showScheme, write } from "../base/settings.js";
import { chooseLanguage, language, said, t } from "../base/words.js";
import { choose, labelled } from "../base/dialog.js";
import { editSegments } from "./segments.js";

export class Toolbar {
  constructor(studio, start) {
    Object.assign(this, studio, { start });
    const tool = (name, label, run, given = {}) => h("button", { type: "button", class: "tool", title: label, "aria-label": label, onclick: event => run(event.currentTarget), ...given },
      icon(name), h("span", { class: "tool-name", "aria-hidden": "true" }, given.name ?? label));
    const menuOf = { "aria-haspopup": "menu" }, panelOf = { "aria-haspopup": "dialog" };
    this.name = h("h1", {});
    this.saved = h("span", { class: "saved" });
    this.undo = tool("undo", t("undo"), () => this.doc.undo(), { class: "tool bare" });
    this.redo = tool("redo", t("redo"), () => this.doc.redo(), { class: "tool bare" });
    this.prompts = tool("prompts", t("prompts"), () => this.#prompts(), { "aria-pressed": "false" });
    this.warnings = tool("warning", t("problems.title"), button => toggled(button, () => this.problems.list(button)), { ...panelOf, class: "tool warnings" });
    this.sheetList = tool("page", t("sheets"), button => toggled(button, () => this.#sheets(button)), { ...menuOf, hidden: true });
    this.segments = tool("segments", t("segments.short"), () => editSegments(this.doc), { ...panelOf });
    this.element = h("header", { class: "toolbar" },
      h("a", { class: "skip", href: "#desk" }, t("skip")),
      h("a", { class: "tool bare", href: "/", title: t("all-documents"), "aria-label": t("all-documents"), onclick: event => { event.preventDefault(); this.leave(); } }, icon("back")),
      h("div", { class: "name" }, this.name, this.saved),
      h("div", { class: "tools", role: "group", "aria-label": t("steps") }, this.undo, this.redo),
      h("div", { class: "tools wide", role: "group", "aria-label": t("sheet") },
        this.sheetList, this.segments, this.prompts,
        tool("look", t("look.title"), button => toggled(button, () => this.#look(button)), panelOf),
        tool("zoom", t("zoom.title"), button => toggled(button, () => this.#zoom(button)), { ...menuOf, class: "tool bare" }),
        this.warnings),
      h("div", { class: "tools", role: "group", "aria-label": t("out.group") },
        tool("screen", t("show.start"), () => this.present()),
        h("button", { type: "button", class: "primary", onclick: () => this.out(), "aria-haspopup": "dialog", title: t("out.open"), "aria-label": t("out.open") }, icon("printer"), h("span", { class: "tool-name" }, t("out.open"))),
        tool("more", t("more"), button => toggled(button, () => this.#more(button)), { ...menuOf, class: "tool bare" })));
    for (const name of ["state", "saved", "queued", "rest", "unwritten"]) this.doc.addEventListener(name, () => this.show());
  }

  show() {
    const { state, model } = this.doc;
    this.element.classList.toggle("no-sheet", !model);
    const title = model?.fields[0]?.value || state.name;
    if (this.name.textContent !== title) this.name.textContent = title;
    document.title = `${title} – bmcgen studio`;
    const saved = t(this.doc.waiting || !state.saved ? "saving" : "saved");
    if (this.saved.textContent !== saved) this.saved.textContent = saved;
    this.saved.title = state.file;
    if (!model) return;
    this.undo.disabled = !state.canUndo;
    this.redo.disabled = !state.canRedo;
    this.undo.title = state.undoLabel ? t("undo-of", { what: said(`steps-of.${state.undoLabel}`, t("steps-of.other")) }) : t("undo");
    this.redo.title = state.redoLabel ? t("redo-of", { what: said(`steps-of.${state.redoLabel}`, t("steps-of.other")) }) : t("redo");
    this.prompts.setAttribute("aria-pressed", String(state.look.prompts !== "none"));
    const n = (state.diagnostics ?? []).filter(each => each.severity !== "notice").length;
    this.warnings.hidden = !(state.diagnostics ?? []).length;
    this.warnings.lastChild.textContent = n ? String(n) : "";
    this.warnings.setAttribute("aria-label", t("problems.count", { n }));
    this.sheetList.hidden = !model.several;
    this.segments.hidden = !model.blocks.some(block => block.notes);
  }

  #prompts() { this.doc.look({ prompts: this.doc.state.look.prompts === "none" ? "questions" : "none" }); }

  #sheets(button) {
    menu(button, t("sheets"), this.doc.model.sheets.map((label, index) => ({
      label: label || t("sheet-number", { n: index + 1 }), chosen: index === this.doc.model.sheet, run: () => this.doc.act({ op: "sheet", index })?.catch(() => {}),
    })));
  }

  #look(button) {
    const { look } = this.doc.state, { model } = this.doc, wish = key => value => this.doc.look({ [key]: value || null });
    const named = (kind, all) => all.map(each => [each, said(`${kind}.${each}`, each)]);
    popover(button, t("look.title"), [
      h("h3", {}, t("look.title")),
      labelled(t("look.language"), choose(this.start.locales.map(each => [each.code, each.name]), model.locale, value => this.doc.act({ op: "set", path: ["locale"], value })?.catch(() => {}), { lang: "" })),
      labelled(t("look.theme"), choose(named("themes", look.themes), look.theme, wish("theme"))),
      labelled(t("look.paper"), choose(look.papers.filter(each => each !== "custom").map(each => [each, each]), look.paper, wish("paper"))),
      labelled(t("look.prompts"), choose(named("prompts-are", ["none", "questions", "full"]), look.prompts, wish("prompts"))),
      look.layouts?.length > 1 ? labelled(t("look.layout"), choose(look.layouts.map(each => [each, this.title(each)]), look.layout ?? model.layout, value => this.doc.look({ layout: value === model.layout ? null : value }))) : null,
    ]);
  }

  title(layout) {
    const found = this.start.layouts.find(each => each.name === layout);
    return found?.titles[language] ?? layout;
  }

  #zoom(button) {
    const percent = Math.round(this.board.scale * 100 * 96 / 72);
    menu(button, t("zoom.title"), [
      { label: t("zoom.width"), chosen: this.board.zoom === "width", run: () => this.board.setZoom("width") },
      { label: t("zoom.whole"), chosen: this.board.zoom === "whole", run: () => this.board.setZoom("whole") },
      "-",
      ...[50, 75, 100, 150, 200].map(each => ({ label: `${each} %`, chosen: each === percent && !["width", "whole"].includes(this.board.zoom), run: () => this.board.setZoom(String(each / 100 * 72 / 96)) })),
    ]);
  }

  #more(button) {
    const now = read("scheme") ?? "system";
    menu(button, t("more"), [
      { label: t("help.title"), run: () => this.help() },
      "-",
      ...this.start.uiLocales.map(code => ({ label: t(`interface.${code}`), chosen: code === language, run: () => chooseLanguage(code) })),
      "-",
      ...["system", "light", "dark"].map(each => ({ label: t(`scheme.${each}`), chosen: each === now, run: () => { write("scheme", each); showScheme(); } })),
    ]);
  }
}
