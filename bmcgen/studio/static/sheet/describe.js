// Notes in words, for those who hear them, and names that panels share.

import { t } from "../base/words.js";

export const plain = note => (note.text ?? "").replace(/\s+/g, " ").trim();

export function short(text, most = 60) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** A note's text, and what is said of it besides. */
export function describe(note, model) {
  const status = model.statuses?.find(each => each.key === note.status)?.label;
  const segments = note.segments?.join(" + ");
  return [
    plain(note) || t("note-empty"),
    note.group ? t("said.group", { name: note.group }) : "",
    segments ? t("said.segments", { names: segments }) : "",
    status ? t("said.status", { name: status }) : "",
    note.amount ? t("said.amount", { amount: note.amount }) : "",
    note.to?.length ? t("said.links", { n: note.to.length }) : "",
    note.tags?.length ? t("said.tags", { names: note.tags.join(", ") }) : "",
  ];
}
