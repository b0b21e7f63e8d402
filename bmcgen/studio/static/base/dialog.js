// Modal dialogs, for the few things that need the whole attention. The browser's own element keeps the focus inside.

import { fresh, h } from "./dom.js";
import { icon } from "./icons.js";
import { closePopover } from "./popover.js";
import { t } from "./words.js";

/** Opens a dialog with a title, content and buttons: `{label, run, primary?}`. Returns a function that closes it. */
export function dialog(title, content, { buttons = [], kind = "", onclose = () => {} } = {}) {
  closePopover();
  const before = document.activeElement, id = fresh("title");
  const shut = () => element.close();
  const element = h("dialog", { class: `dialog ${kind}`, "aria-labelledby": id },
    h("header", {},
      h("h2", { id }, title),
      h("button", { type: "button", class: "quiet", "aria-label": t("close"), title: t("close"), onclick: shut }, icon("close"))),
    h("div", { class: "content" }, content),
    buttons.length ? h("footer", {}, buttons.map(each => h("button", {
      type: "button", class: each.primary ? "primary" : "", ...(each.given ?? {}),
      onclick: async () => { if (await each.run() !== false) shut(); },
    }, each.icon ? icon(each.icon) : null, each.label))) : null);
  element.addEventListener("close", () => {
    element.remove();
    onclose();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  // Keys meant for the dialog must not reach the sheet behind it.
  element.addEventListener("keydown", event => event.stopPropagation());
  element.addEventListener("pointerdown", event => { if (event.target === element) shut(); });
  document.getElementById("layers").append(element);
  element.showModal();
  (element.querySelector("[data-focus]") ?? element.querySelector(".content input, .content textarea, .content select, footer .primary"))?.focus();
  return shut;
}

/** A labelled control in a form. */
export function labelled(label, control, hint = null) {
  control.id ||= fresh("control");
  if (hint) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return h("div", { class: "labelled" }, h("label", { htmlFor: control.id }, label), control,
    hint ? h("p", { class: "hint", id: `${control.id}-hint` }, hint) : null);
}

/** A list to choose from: pairs of value and label. */
export function choose(pairs, value, onchange, given = {}) {
  const element = h("select", { ...given, onchange: () => onchange(element.value) },
    pairs.map(([key, label]) => h("option", { value: key }, label)));
  element.value = value;
  return element;
}

export const tick = (label, checked, onchange) => {
  const box = h("input", { type: "checkbox", checked, onchange: () => onchange(box.checked) });
  return h("label", { class: "check" }, box, h("span", {}, label));
};
