// The customer segments of a canvas: their names, colours and order.

import { choose, dialog } from "../base/dialog.js";
import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { t } from "../base/words.js";

/** Edits the list; a segment that is new goes to `notes`. */
export function editSegments(doc, notes = []) {
  const { model } = doc, rows = model.segments.map(each => ({ was: each.name, name: each.name, colour: each.colour }));
  const list = h("ol", { class: "segments", role: "list" });
  const free = () => model.colours.find(colour => !rows.some(row => row.colour === colour.key))?.key ?? null;
  const draw = focus => {
    list.replaceChildren(...rows.map((row, at) => {
      const name = h("input", { type: "text", value: row.name, maxlength: 100, "aria-label": t("segments.name", { n: at + 1 }), oninput: () => { row.name = name.value; }, onkeydown: event => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        if (at + 1 < rows.length) draw(at + 1); else if (row.name.trim()) add();
      } });
      const dot = h("span", { class: "swatch", "aria-hidden": "true" }, String.fromCharCode(65 + at));
      const paint = () => { dot.style.backgroundColor = model.colours.find(each => each.key === row.colour)?.rgb ?? ""; };
      const colours = choose([["", t("segments.own-colour")], ...model.colours.map(each => [each.key, each.label])], row.colour ?? "", value => { row.colour = value || null; paint(); }, { "aria-label": t("segments.colour", { n: at + 1 }) });
      paint();
      const step = (by, label, picture, off) => h("button", { type: "button", class: "quiet", "aria-label": label, title: label, disabled: off, onclick: () => {
        rows.splice(at + by, 0, ...rows.splice(at, 1));
        draw(at + by);
      } }, icon(picture));
      return h("li", {}, dot, name, colours, step(-1, t("segments.up"), "up", at === 0), step(1, t("segments.down"), "down", at === rows.length - 1),
        h("button", { type: "button", class: "quiet", "aria-label": t("segments.remove", { name: row.name }), title: t("segments.remove", { name: row.name }), onclick: () => { rows.splice(at, 1); draw(Math.max(0, at - 1)); } }, icon("bin")));
    }));
    list.querySelectorAll("input")[focus]?.focus();
  };
  const add = () => { rows.push({ was: null, name: "", colour: free() }); draw(rows.length - 1); };
  draw(-1);
  if (!rows.length) rows.push({ was: null, name: "", colour: free() });
  dialog(t("segments.title"), [h("p", { class: "hint" }, t("segments.hint")), list, h("button", { type: "button", onclick: add }, icon("add"), t("segments.add"))], {
    buttons: [{ label: t("cancel"), run: () => {} }, { label: t("keep"), primary: true, run: () => keep(doc, rows, notes) }],
  });
  draw(rows.length - 1);
}

function keep(doc, rows, notes) {
  const kept = rows.map(row => ({ ...row, name: row.name.trim() })).filter(row => row.name);
  const names = kept.map(row => row.name);
  if (new Set(names).size < names.length) {
    announce(t("segments.twice"));
    return false;
  }
  const edit = doc.newEdit(), { segments } = doc.model, ops = [];
  const gone = segments.map(each => each.name).filter(name => !kept.some(row => row.was === name));
  for (const block of doc.blocks) {
    for (const note of block.notes ?? []) {
      const left = note.segments?.filter(name => !gone.includes(name));
      if (left && left.length < note.segments.length) ops.push({ op: "set_note", note: note.id, key: "segments", value: left });
    }
  }
  // In turn, through names that are nobody's where two are exchanged.
  const renamed = kept.filter(row => row.was && row.was !== row.name), taken = renamed.filter(row => segments.some(each => each.name === row.name));
  for (const row of taken) ops.push({ op: "rename_segment", name: row.was, to: `${row.was} \u2192 ${row.name}` });
  for (const row of renamed) ops.push({ op: "rename_segment", name: taken.includes(row) ? `${row.was} \u2192 ${row.name}` : row.was, to: row.name });
  ops.push({ op: "set", path: ["segments"], value: kept.length ? kept.map(row => row.colour ? { name: row.name, colour: row.colour } : { name: row.name }) : null });
  const fresh = kept.filter(row => !row.was).map(row => row.name);
  if (fresh.length === 1) {
    for (const id of notes) {
      const note = doc.find(id)?.note;
      if (note) ops.push({ op: "set_note", note: id, key: "segments", value: [...(note.segments ?? []), fresh[0]] });
    }
  }
  doc.act(ops, { edit })?.catch(() => {});
  return true;
}
