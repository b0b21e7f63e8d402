// Printing and passing on: what, on which paper, in which dress, with a picture of the first page.

import { Refused, picture } from "../base/api.js";
import { choose, dialog, labelled, tick } from "../base/dialog.js";
import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { language, said, t } from "../base/words.js";

const KINDS = ["pdf", "form", "pack", "png", "svg", "md", "yaml", "csv", "xlsx", "json", "bmml"];
const DRAWN = ["pdf", "form", "pack", "png", "svg"];

export class Out {
  constructor({ doc }, start) {
    Object.assign(this, { doc, start });
    const { look } = doc.state, { model } = doc;
    this.wish = { kind: "pdf", paper: look.paper, theme: look.theme, locale: model.locale, prompts: look.prompts, layout: look.layout ?? "", bleed: "", marks: false, tiles: "", colour: "", dpi: "150" };
    this.picture = h("div", { class: "shown" });
    this.form = h("div", { class: "wishes" });
    this.said = h("div", { class: "said", role: "alert" });
    this.buttons = h("div", { class: "row" });
    this.#draw();
    dialog(t("out.title"), h("div", { class: "out" }, h("div", {}, this.form, this.said, this.buttons), this.picture), { kind: "wide", onclose: () => this.#stop() });
    this.#preview();
  }

  get #query() {
    const { kind, ...wish } = this.wish, given = { format: { form: "pdf", pack: "pdf" }[kind] ?? kind };
    if (DRAWN.includes(kind)) {
      for (const key of ["paper", "theme", "locale", "prompts"]) if (wish[key]) given[key] = wish[key];
      if (kind === "pack") { given.layout = "pack"; delete given.paper; } else if (wish.layout) given.layout = wish.layout;
      if (kind === "form") given.fillable = 1;
      if (kind === "pdf") {
        if (wish.tiles) given.tiles = wish.tiles;
        else if (wish.bleed) Object.assign(given, { bleed: wish.bleed }, wish.marks ? { marks: 1 } : {});
        if (wish.colour) given.colour = wish.colour;
      }
      if (kind === "png") given.dpi = wish.dpi;
    }
    return new URLSearchParams({ ...given, ui: language });
  }

  #set(key, value) {
    this.wish[key] = value;
    this.#draw(key);
    this.#preview();
  }

  #draw(changed = null) {
    const { wish, start } = this, { look } = this.doc.state, drawn = DRAWN.includes(wish.kind), poster = wish.kind === "pdf" || wish.kind === "form" || wish.kind === "png" || wish.kind === "svg";
    const list = (key, label, pairs, hint) => labelled(label, choose(pairs, wish[key], value => this.#set(key, value), { "data-key": key }), hint);
    const named = (kind, all) => all.map(each => [each, said(`${kind}.${each}`, each)]);
    const layouts = look.layouts?.length > 1 && poster ? list("layout", t("look.layout"), [["", this.title(this.doc.model.layout)], ...look.layouts.filter(each => each !== this.doc.model.layout).map(each => [each, this.title(each)])]) : null;
    this.form.replaceChildren(...[
      list("kind", t("out.kind"), KINDS.filter(each => each !== "pack" || this.doc.blocks.some(block => block.notes)).map(each => [each, t(`out.kinds.${each}`)]), t(`out.about.${wish.kind}`)),
      drawn ? layouts : null,
      drawn && poster ? list("paper", t("look.paper"), look.papers.filter(each => each !== "custom").map(each => [each, each])) : null,
      drawn ? list("theme", t("look.theme"), named("themes", look.themes)) : null,
      drawn ? list("locale", t("look.language"), start.locales.map(each => [each.code, each.name])) : null,
      drawn ? list("prompts", t("look.prompts"), named("prompts-are", ["none", "questions", "full"])) : null,
      wish.kind === "png" ? list("dpi", t("out.dpi"), [["96", t("out.screen")], ["150", t("out.slides")], ["300", t("out.fine")]]) : null,
      wish.kind === "pdf" ? h("details", { open: Boolean(wish.tiles || wish.bleed || wish.colour) }, h("summary", {}, t("out.shop")),
        list("tiles", t("out.tiles"), [["", t("out.no-tiles")], ["A4", t("out.tiles-of", { paper: "A4" })], ["A3", t("out.tiles-of", { paper: "A3" })], ["Letter", t("out.tiles-of", { paper: "Letter" })]]),
        list("bleed", t("out.bleed"), [["", t("none")], ["3mm", "3 mm"], ["5mm", "5 mm"]]),
        wish.bleed ? tick(t("out.marks"), wish.marks, on => this.#set("marks", on)) : null,
        list("colour", t("out.colour"), [["", t("out.rgb")], ["cmyk", t("out.cmyk")]])) : null,
    ].filter(Boolean));
    const print = wish.kind === "pdf" || wish.kind === "pack";
    this.buttons.replaceChildren(
      h("a", { class: "button primary", href: this.#url(), download: "", "data-key": "save" }, icon("page"), t("out.save")),
      print ? h("button", { type: "button", onclick: () => this.print() }, icon("printer"), t("out.print")) : "",
      print ? h("p", { class: "hint" }, t("out.actual-size")) : "");
    if (changed) this.form.querySelector(`[data-key="${changed}"]`)?.focus();
  }

  title(layout) { return this.start.layouts.find(each => each.name === layout)?.titles[language] ?? layout; }

  #url(more = {}) {
    const query = this.#query;
    for (const [key, value] of Object.entries(more)) query.set(key, value);
    return `/api/doc/${this.doc.id}/export?${query}`;
  }

  print() { open(this.#url({ inline: 1 }), "_blank"); }

  async #preview() {
    this.#stop();
    if (!DRAWN.includes(this.wish.kind)) return this.picture.replaceChildren(h("p", { class: "hint" }, t("out.no-picture")));
    const asked = this.asked = new AbortController();
    this.picture.classList.add("busy");
    this.said.replaceChildren();
    try {
      await this.doc.settled();
      const query = this.#query;
      const found = await picture(`/api/doc/${this.doc.id}/preview.png?${query}`, asked.signal);
      if (asked !== this.asked) return;
      this.picture.replaceChildren(h("img", { src: found.url, alt: t("out.preview") }), h("p", {}, t("pages", { n: found.pages })));
      this.url = found.url;
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.picture.replaceChildren();
      const all = problem instanceof Refused ? problem.body.diagnostics ?? [] : [];
      this.said.replaceChildren(...(all.length ? all.map(each => h("p", {}, each.text ?? each.message, each.hint ? h("span", { class: "hint", lang: "en" }, ` ${each.hint}`) : null)) : [h("p", {}, problem.message)]));
    } finally {
      if (asked === this.asked) this.picture.classList.remove("busy");
    }
  }

  #stop() {
    this.asked?.abort();
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = null;
  }
}

/** Opens the sheet as it is shown now, for the browser to print. */
export function printNow(doc) {
  const { look } = doc.state;
  const query = new URLSearchParams({ format: "pdf", inline: 1, ...(look.theme ? { theme: look.theme } : {}), ...(look.paper ? { paper: look.paper } : {}), prompts: look.prompts, ...(look.layout ? { layout: look.layout } : {}) });
  open(`/api/doc/${doc.id}/export?${query}`, "_blank");
}
