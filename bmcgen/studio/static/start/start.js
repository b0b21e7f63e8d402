// The first page: what there is in the folder, what can be begun, and a place to drop what was made elsewhere.

import { get, listen, post, Refused, upload } from "../base/api.js";
import { choose, labelled } from "../base/dialog.js";
import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { menu, toggled } from "../base/popover.js";
import { read, showScheme, write } from "../base/settings.js";
import { chooseLanguage, language, t, when } from "../base/words.js";

export class Start {
  constructor(data, open) {
    Object.assign(this, { data, open });
    this.locale = data.locales.some(each => each.code === read("sheet")) ? read("sheet") : language;
    this.element = h("div", { class: "start" });
    this.draw();
    this.deaf = listen("/api/events", { documents: () => this.refresh() });
    for (const name of ["dragover", "drop", "dragleave"]) addEventListener(name, this);
  }

  close() {
    this.deaf();
    for (const name of ["dragover", "drop", "dragleave"]) removeEventListener(name, this);
  }

  handleEvent(event) {
    if (![...event.dataTransfer?.types ?? []].includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("dropping", event.type === "dragover");
    if (event.type === "drop") this.take([...event.dataTransfer.files]);
  }

  async refresh() {
    this.data = await get("/api/start");
    const grid = this.#documents();
    this.documents.replaceWith(grid);
    this.documents = grid;
  }

  draw() {
    const { data } = this;
    document.title = "bmcgen studio";
    this.said = h("div", { class: "said", role: "alert" });
    this.documents = this.#documents();
    this.layouts = this.#layouts();
    const more = h("button", { type: "button", class: "tool bare", "aria-label": t("look.title"), title: t("look.title"), "aria-haspopup": "menu", onclick: () => toggled(more, () => this.#scheme(more)) }, icon("look"));
    const languages = h("div", { class: "tools", role: "group", "aria-label": t("interface.title") }, data.uiLocales.map(code =>
      h("button", { type: "button", class: "tool", lang: code, "aria-pressed": String(code === language), onclick: () => chooseLanguage(code) }, t(`interface.${code}`))), more);
    this.element.replaceChildren(
      h("header", { class: "masthead" },
        h("div", { class: "bars", "aria-hidden": "true" }, ["infrastructure", "offer", "customers", "finance"].map(each => h("i", { class: each }))),
        h("div", { class: "row" }, h("div", {}, h("h1", {}, "bmcgen ", h("span", {}, "studio")), h("p", {}, t("start.promise"))), languages)),
      h("main", { id: "desk" },
        data.writable ? null : h("p", { class: "banner bad" }, icon("warning"), t("start.read-only", { folder: data.folder })),
        this.said,
        h("section", { "aria-labelledby": "documents" }, h("h2", { id: "documents" }, t("start.documents", { folder: data.folder })), this.documents),
        h("section", { "aria-labelledby": "new" },
          h("div", { class: "heading" }, h("h2", { id: "new" }, t("start.new")),
            labelled(t("start.language"), choose(data.locales.map(each => [each.code, each.name]), this.locale, value => {
              this.locale = value;
              write("sheet", value);
              const list = this.#layouts();
              this.layouts.replaceWith(list);
              this.layouts = list;
            }))),
          this.layouts),
        h("section", { "aria-labelledby": "import" }, h("h2", { id: "import" }, t("start.import")), this.#drop())),
      h("footer", {}, h("p", {}, t("start.own-machine")), h("p", {}, `bmcgen ${data.version}`)));
  }

  #documents() {
    const { documents } = this.data;
    const begin = h("li", {}, h("a", { class: "document begin", href: "#new" }, h("span", { class: "picture" }, icon("add")), h("strong", {}, t("start.new-sheet"))));
    return h("ul", { class: "documents", role: "list" }, this.data.writable ? begin : null, documents.map(each => {
      const image = each.picture ? h("img", { src: each.picture, alt: "", loading: "lazy", onerror: () => image.replaceWith(nothing()) }) : nothing();
      return h("li", {}, h("a", { class: "document", href: `/d/${encodeURIComponent(each.file)}`, onclick: event => this.#open(event, each.file) },
        h("span", { class: "picture" }, image),
        h("strong", {}, each.title || each.name),
        h("span", { class: "about" }, [each.layoutTitle, each.locale, when(each.modified)].filter(Boolean).join(" · ")),
        h("span", { class: "about file" }, each.file, each.kind === "foreign" ? ` ${t("start.foreign")}` : ""),
        each.problems ? h("span", { class: "problems" }, icon("warning"), t("start.problems", { n: each.problems })) : null));
    }));
  }

  #layouts() {
    const two = this.locale.slice(0, 2), word = each => each[this.locale] ?? each[two] ?? each.en ?? "";
    const shown = this.data.layouts.filter(each => each.kind !== "paper");
    return h("ul", { class: "layouts", role: "list", lang: two }, shown.map(each => h("li", {}, h("button", { type: "button", class: `layout ${each.kind}`, disabled: !this.data.writable, onclick: () => this.#begin(each.name) },
      icon("add"), h("span", {}, h("strong", {}, word(each.titles)), h("span", { class: "about" }, word(each.about)))))));
  }

  #drop() {
    const kinds = this.data.importable, input = h("input", { type: "file", multiple: true, accept: kinds.join(","), class: "unseen", id: "import-file", onchange: () => this.take([...input.files]) });
    return h("label", { class: "drop", htmlFor: "import-file" }, icon("upload"), h("span", {}, t("start.drop")), h("span", { class: "about" }, kinds.join("  ")), input);
  }

  #open(event, file) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.open(file);
  }

  async #begin(layout) {
    try {
      const { file } = await post("/api/new", { layout, locale: this.locale });
      this.open(file);
    } catch (problem) {
      this.#tell(problem);
    }
  }

  async take(files) {
    document.body.classList.remove("dropping");
    this.said.replaceChildren();
    for (const file of files) {
      try {
        announce(t("start.reading", { name: file.name }));
        const found = await upload(`/api/import?name=${encodeURIComponent(file.name)}`, file);
        if (files.length === 1) return this.open(found.file, { from: file.name, ...found });
        this.said.append(h("p", { class: "banner" }, t("banner.imported", { from: file.name, summary: found.summary })));
      } catch (problem) {
        this.#tell(problem, file.name);
      }
    }
    await this.refresh();
  }

  #tell(problem, name = "") {
    const all = problem instanceof Refused ? problem.body.diagnostics ?? [] : [];
    this.said.append(h("div", { class: "banner bad" }, icon("warning"), h("div", {}, h("p", {}, name ? t("start.not-read", { name }) : t("start.failed")),
      h("ul", {}, (all.length ? all : [{ message: problem.message }]).slice(0, 5).map(each => h("li", {}, each.text ?? each.message, each.hint ? h("span", { class: "hint", lang: "en" }, ` ${each.hint}`) : null))))));
  }

  #scheme(button) {
    const now = read("scheme") ?? "system";
    menu(button, t("look.title"), ["system", "light", "dark"].map(each => ({ label: t(`scheme.${each}`), chosen: each === now, run: () => { write("scheme", each); showScheme(); } })));
  }
}

const nothing = () => h("span", { class: "nothing" }, icon("page"));
