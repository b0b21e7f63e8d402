// Panels for one thing that is said of a note: its group, amount, tags, links, and where it belongs.

import { choose, dialog, labelled } from "../base/dialog.js";
import { fresh, h } from "../base/dom.js";
import { popover } from "../base/popover.js";
import { t } from "../base/words.js";
import { plain, short } from "../sheet/describe.js";

// A small form with one line of text. Enter keeps it; an empty text takes it away.
function ask(button, label, value, keep, { hint = null, known = [], placeholder = null } = {}) {
  const list = fresh("known");
  const input = h("input", { type: "text", value: value ?? "", "data-focus": true, autocomplete: "off", maxlength: 300, list: known.length ? list : null, placeholder });
  const form = h("form", { onsubmit: event => { event.preventDefault(); close(); keep(input.value.trim() || null); } },
    labelled(label, input, hint),
    known.length ? h("datalist", { id: list }, known.map(each => h("option", { value: each }))) : null,
    h("div", { class: "row" },
      h("button", { type: "submit", class: "primary" }, t("keep")),
      value ? h("button", { type: "button", onclick: () => { close(); keep(null); } }, t("take-away")) : null));
  const close = popover(button, label, form);
  input.select();
}

export function groupPanel(bar, button) {
  const { doc, notes } = bar, { block, note } = doc.find(notes[0].id);
  const known = [...new Set(block.notes.map(each => each.group).filter(Boolean))];
  ask(button, t("group.label"), note.group, group => {
    // A group's notes stand together: behind the last one of the same heading.
    const ids = notes.map(each => each.id), others = block.notes.filter(each => each.group === group && group && !ids.includes(each.id));
    const rest = block.notes.filter(each => !ids.includes(each.id));
    const at = block.notes.indexOf(note), before = block.notes.slice(0, at).reverse().find(each => rest.includes(each));
    const after = group === null ? before?.id ?? null : others.length ? others.at(-1).id : before?.id ?? null;
    bar.moving.to(ids, block.id, after, { group });
  }, { hint: t("group.hint"), known });
}

export function amountPanel(bar, button, note) {
  ask(button, t("amount.label"), note.amount, amount => bar.set("amount", amount, [note]), { hint: t("amount.hint"), placeholder: t("amount.example") });
}

export function tagsPanel(bar, button) {
  const { notes, doc } = bar;
  ask(button, t("tags.label"), notes[0].tags?.join(", "), text => {
    bar.set("tags", (text ?? "").split(",").map(each => each.trim().replace(/^#/, "")).filter(Boolean));
  }, { hint: doc.model.tags?.length ? t("tags.known", { names: doc.model.tags.join(", ") }) : t("tags.hint") });
}

/** Where a note leads to: any notes, block by block. */
export function linksPanel(bar, note) {
  const { doc } = bar, chosen = new Set(note.to ?? []);
  const find = h("input", { type: "search", "data-focus": true, placeholder: t("links.find"), "aria-label": t("links.find") });
  const groups = doc.blocks.filter(block => block.notes?.length).map(block => {
    const boxes = block.notes.filter(each => each.id !== note.id).map(each => {
      const box = h("input", { type: "checkbox", checked: chosen.has(each.id), onchange: () => box.checked ? chosen.add(each.id) : chosen.delete(each.id) });
      return h("label", { class: "check" }, box, h("span", {}, short(plain(each), 90)));
    });
    return h("fieldset", {}, h("legend", {}, block.title), boxes);
  });
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    for (const group of groups) {
      for (const label of group.querySelectorAll("label")) label.hidden = !label.textContent.toLowerCase().includes(wanted);
      group.hidden = ![...group.querySelectorAll("label")].some(label => !label.hidden);
    }
  });
  dialog(t("links.title", { note: short(plain(note), 40) }), [h("p", { class: "hint" }, t("links.hint")), find, h("div", { class: "scroll", tabIndex: 0, role: "group", "aria-label": t("bar.links") }, groups)], {
    buttons: [{ label: t("cancel"), run: () => {} }, { label: t("keep"), primary: true, run: () => bar.set("to", [...chosen], [note]) }],
  });
}

/** A place to move notes to, chosen from lists: what dragging does, without it. */
export function moveTo(bar, notes) {
  const { doc } = bar, here = doc.find(notes[0]), blocks = doc.blocks.filter(block => block.notes);
  let block = here.block;
  const before = here.block.notes.slice(0, here.block.notes.indexOf(here.note)).reverse().find(each => !notes.includes(each.id));
  const where = h("select", {}), part = h("select", {}), parts = labelled(t("move.part"), part);
  const fill = () => {
    const rest = block.notes.filter(each => !notes.includes(each.id));
    where.replaceChildren(h("option", { value: "" }, t("move.first")), ...rest.map((each, at) =>
      h("option", { value: each.id }, t(at === rest.length - 1 ? "move.last" : "move.after", { note: short(plain(each), 50) }))));
    where.value = block === here.block ? before?.id ?? "" : rest.at(-1)?.id ?? "";
    part.replaceChildren(...(block.parts ?? []).map(each => h("option", { value: each.id }, each.title)));
    part.value = here.note.part ?? block.parts?.[0]?.id ?? "";
    parts.hidden = !block.parts?.length;
  };
  const blockList = choose(blocks.map(each => [each.id, each.title]), block.id, id => { block = doc.block(id); fill(); });
  fill();
  dialog(notes.length > 1 ? t("move.title-several", { n: notes.length }) : t("move.title", { note: short(plain(here.note), 40) }), [
    labelled(t("move.block"), blockList), parts, labelled(t("move.where"), where),
  ], {
    kind: "narrow",
    buttons: [{ label: t("cancel"), run: () => {} }, {
      label: t("move.do"), primary: true,
      run: () => { bar.moving.to(notes, block.id, where.value || null, part.value && block.parts?.length ? { part: part.value } : {}); },
    }],
  });
}
