// Where the page begins: the address says whether it is the first page or a document.

import { get, Refused } from "./base/api.js";
import { h } from "./base/dom.js";
import { icon } from "./base/icons.js";
import { closePopover } from "./base/popover.js";
import { read, showScheme } from "./base/settings.js";
import { loadWords, t } from "./base/words.js";
import { Doc } from "./doc/document.js";
import { Start } from "./start/start.js";
import { Studio } from "./studio.js";

const app = document.getElementById("app");
let page = null, data = null;

showScheme(read("scheme") ?? "system");

function show(next) {
  closePopover();
  page?.close?.();
  page = next;
  app.replaceChildren(next.element);
}

const note = (text, ...more) => ({ element: h("main", { class: "alone" }, h("div", {}, icon("warning"), h("p", {}, text), more)) });

async function first(push = true) {
  if (push) history.pushState(null, "", "/");
  data = await get("/api/start");
  show(new Start(data, open));
}

async function open(file, imported = null, push = true) {
  try {
    const doc = await Doc.open(file);
    if (imported) doc.opened = { ...doc.opened, ...imported };
    if (push) history.pushState(null, "", `/d/${encodeURIComponent(doc.opened.file ?? file)}`);
    const studio = new Studio(doc, data, () => doc.settled().then(() => first()));
    show(studio);
    studio.open();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    const all = problem.body.diagnostics ?? [];
    show(note(t("not-opened", { file }), h("ul", {}, (all.length ? all : [{ message: problem.message }]).slice(0, 8).map(each => h("li", {}, each.line ? t("banner.line", { line: each.line, text: each.text ?? each.message }) : each.text ?? each.message, each.hint ? h("span", { class: "hint", lang: "en" }, ` ${each.hint}`) : null))),
      h("p", {}, h("a", { class: "button", href: "/" }, t("all-documents")))));
  }
}

const named = () => location.pathname.startsWith("/d/") ? decodeURIComponent(location.pathname.slice(3)) : null;

async function begin() {
  try {
    data = await get("/api/start");
    await loadWords(data.uiLocales, get);
    document.getElementById("layers").setAttribute("aria-label", t("panels"));
    const file = named() ?? data.file;
    if (file) await open(file, null, !named()); else await first(false);
  } catch (problem) {
    const locked = problem instanceof Refused && problem.status === 403;
    show(note(locked
      ? "Please open the address that the terminal shows. · Open het adres dat in de terminal staat. · Bitte die Adresse öffnen, die im Terminal steht."
      : `The studio does not answer. · De studio antwoordt niet. · Das Studio antwortet nicht. (${problem.message})`));
  }
}

addEventListener("popstate", () => { const file = named(); if (file) open(file, null, false); else first(false); });
addEventListener("dragover", event => event.preventDefault());
addEventListener("drop", event => event.preventDefault());
begin();
