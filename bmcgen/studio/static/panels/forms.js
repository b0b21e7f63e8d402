// Blocks that are no list of notes: stories, quotes, lists, facts, scales, choices, pictures. A panel beside the block; the
// sheet follows every key.

import { labelled, tick } from "../base/dialog.js";
import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { popover } from "../base/popover.js";
import { t } from "../base/words.js";
import { pictureForm } from "./photo.js";

export class Forms {
  constructor(doc, board) {
    Object.assign(this, { doc, board });
  }

  open(id) {
    const block = this.doc.block(id), spot = this.board.spot("block", id) ?? this.board.below?.querySelector(`[data-key="${CSS.escape(id)}"]`), form = forms[block?.kind];
    if (!form || !spot) return;
    const edit = this.doc.newEdit();
    // A text that is typed is a draft until the field is left.
    const set = (path, value, draft = false) => this.doc.act({ op: "set", path: [...block.path, ...path], value }, { draft, edit })?.catch(() => {});
    const content = form(block, set, this.doc);
    popover(spot, block.title, [h("h3", {}, block.title), questions(block), content], { kind: "form", beside: true });
  }

  /** All that stands in the masthead and the footer, also what is empty and has no place on the sheet yet. */
  details(anchor) {
    const edit = this.doc.newEdit();
    popover(anchor, t("masthead"), [h("h3", {}, t("masthead")), this.doc.model.fields.map((each, at) => labelled(each.label,
      text(each.value ?? "", (typed, draft) => this.doc.act({ op: "set", path: each.path, value: filled(typed) }, { draft, edit })?.catch(() => {}), { maxlength: each.limit ?? 300, "data-focus": at === 0 })))], { kind: "form" });
  }
}

const questions = block => block.questions?.length
  ? h("details", { class: "asked" }, h("summary", {}, t("form.questions")), h("ul", {}, block.questions.map(each => h("li", {}, each)))) : null;

/** A text that tells its changes: each key as a draft, the whole when it is left. */
function text(value, tell, given = {}) {
  const { rows = 1, ...rest } = given;
  let last = value ?? "";
  const control = rows > 1 ? h("textarea", { rows, value: last, spellcheck: "true", ...rest }) : h("input", { type: "text", value: last, spellcheck: "true", autocomplete: "off", ...rest });
  let drafted = false;
  control.addEventListener("input", event => { if (!event.isComposing) { drafted = true; tell(control.value, true); } });
  control.addEventListener("change", () => commit());
  control.addEventListener("blur", () => commit());
  const commit = () => {
    if (control.value === last && !drafted) return;
    [last, drafted] = [control.value, false];
    tell(control.value, false);
  };
  return control;
}

const paragraphs = value => Array.isArray(value) ? value.join("\n\n") : value ?? "";
const filled = value => value.trim() ? value.replace(/\s+$/u, "") : null;

function story(block, set) {
  const several = Array.isArray(block.value);
  const tell = (typed, draft) => {
    const parts = typed.split(/\n\s*\n/).map(each => each.trim()).filter(Boolean);
    set([], several && parts.length > 1 ? parts : filled(typed), draft);
  };
  return labelled(t("form.text"), text(paragraphs(block.value), tell, { rows: 8, maxlength: block.limit ?? 10000, "data-focus": true }),
    block.limit ? t("form.limit", { n: block.limit }) : null);
}

function list(block, set) {
  const tell = (typed, draft) => {
    const lines = typed.split("\n").map(each => each.replace(/^\s*[-*•]\s+/, "").trim()).filter(Boolean);
    set([], lines.length ? lines : null, draft);
  };
  const [least, most] = block.ask ?? [];
  return labelled(t("form.lines"), text((block.value ?? []).map(each => typeof each === "string" ? each : each.text ?? "").join("\n"), tell, { rows: 7, "data-focus": true }),
    least ? t("form.ask", { least, most: most ?? least }) : null);
}

function facts(block, set) {
  const own = (block.more ?? []).map(each => ({ ...each })), box = h("div", {});
  const keep = draft => {
    const kept = own.filter(each => each.name.trim() && each.value.trim());
    set(["also"], kept.length ? Object.fromEntries(kept.map(each => [each.name.trim(), each.value.trim()])) : null, draft);
  };
  const row = each => h("div", { class: "row own" },
    text(each.name, (typed, draft) => { each.name = typed; if (!draft) keep(false); }, { "aria-label": t("form.own-name"), placeholder: t("form.own-name"), maxlength: 60 }),
    text(each.value, (typed, draft) => { each.value = typed; if (!draft) keep(false); }, { "aria-label": t("form.own-value"), placeholder: t("form.own-value"), maxlength: 300 }));
  box.append(...own.map(row));
  return [
    block.fields.map((each, at) => labelled(each.label, text(each.value ?? "", (typed, draft) => set([each.key], filled(typed), draft), { maxlength: each.limit ?? 300, "data-focus": at === 0 }))),
    box,
    h("button", { type: "button", onclick: () => {
      const each = { name: "", value: "" };
      own.push(each);
      box.append(row(each));
      box.lastChild.querySelector("input").focus();
    } }, icon("add"), t("form.own-add")),
  ];
}

function scales(block, set) {
  return block.scales.map((each, at) => {
    const output = h("output", {}, each.value ?? "–");
    const range = h("input", { type: "range", min: 0, max: 100, step: 1, value: each.value ?? 50, "data-focus": at === 0, class: each.value === null ? "unset" : "",
      "aria-valuetext": each.value === null ? t("form.unset") : null });
    const tell = draft => {
      range.classList.remove("unset");
      range.removeAttribute("aria-valuetext");
      output.textContent = range.value;
      set([each.key], Number(range.value), draft);
    };
    range.addEventListener("input", () => tell(true));
    range.addEventListener("change", () => tell(false));
    const clear = h("button", { type: "button", class: "quiet", "aria-label": t("form.clear-scale", { name: each.label }), title: t("take-away"), onclick: () => {
      range.classList.add("unset");
      output.textContent = "–";
      set([each.key], null);
    } }, icon("close"));
    return h("div", { class: "slider" }, labelled(each.label, range), h("div", { class: "ends" }, h("span", {}, each.low), output, h("span", {}, each.high)), clear);
  });
}

function choices(block, set) {
  const chosen = new Set(block.value ?? []);
  return h("fieldset", {}, h("legend", { class: "unseen" }, block.title), block.choices.map(each => tick(each.label, chosen.has(each.key), on => {
    if (on) chosen.add(each.key); else chosen.delete(each.key);
    set([], chosen.size ? block.choices.map(one => one.key).filter(key => chosen.has(key)) : null);
  })));
}

function free(block, set) {
  const now = { title: block.value?.title ?? "", text: paragraphs(block.value?.text) };
  const tell = key => (typed, draft) => {
    now[key] = typed;
    const kept = Object.fromEntries(Object.entries(now).filter(([, value]) => value.trim()));
    if (!draft) set([], Object.keys(kept).length ? kept : null, false);
  };
  return [
    labelled(t("form.title"), text(now.title, tell("title"), { maxlength: 100, "data-focus": true })),
    labelled(t("form.text"), text(now.text, tell("text"), { rows: 8, maxlength: block.limit ?? 10000 })),
  ];
}

const forms = { text: story, quote: story, prose: story, list, fields: facts, scale: scales, choice: choices, picture: pictureForm, free };

export const hasForm = block => block.kind in forms;
