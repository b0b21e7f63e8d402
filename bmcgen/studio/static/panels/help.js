// The keys, in groups.

import { dialog } from "../base/dialog.js";
import { h } from "../base/dom.js";
import { t } from "../base/words.js";

const GROUPS = {
  writing: [["Enter"], ["Shift", "Enter"], ["Tab"], ["Esc"], ["Ctrl", "V"], ["Ctrl", "Shift", "V"]],
  notes: [["↑ ↓ ← →"], ["Alt", "↑ ↓ ← →"], ["Enter"], ["Delete"], ["Ctrl", "D"], ["Ctrl", "M"], ["Shift", "↑ ↓"], ["Ctrl", "A"], ["Shift", "F10"]],
  document: [["Ctrl", "Z"], ["Ctrl", "Y"], ["Ctrl", "P"], ["Ctrl", "+ −"], ["Alt", "P"], ["?"]],
};

export function showHelp() {
  dialog(t("help.title"), [
    h("p", {}, t("help.intro")),
    h("div", { class: "keys" }, Object.entries(GROUPS).map(([group, keys]) => h("section", {},
      h("h3", {}, t(`help.${group}.title`)),
      h("dl", {}, keys.map((each, at) => h("div", {}, h("dt", {}, each.map(key => h("kbd", {}, t(`key.${key}`) === `key.${key}` ? key : t(`key.${key}`)))), h("dd", {}, t(`help.${group}.k${at + 1}`)))))))),
  ], { kind: "wide" });
}
