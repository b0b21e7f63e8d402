// What opens beside something: menus and small panels. One is open at a time; Escape and a click elsewhere close it.

import { clamp, h, place } from "./dom.js";

let open = null;

/** Opens a panel beside a place on the screen. Returns a function that closes it. */
export function popover(anchor, label, content, { onclose = () => {}, kind = "panel", role = "dialog", beside = false } = {}) {
  closePopover();
  const before = document.activeElement;
  const panel = h("div", { class: `popover ${kind}`, role, "aria-label": label, tabIndex: -1 }, content);
  const box = () => anchor instanceof Element ? anchor.getBoundingClientRect() : anchor();
  // What is modal lies above everything else, so its panels go into it.
  ((anchor instanceof Element && anchor.closest("dialog")) || document.getElementById("layers")).append(panel);
  const put = () => position(panel, box(), beside);
  const close = (back = true) => {
    if (open?.panel !== panel) return;
    open = null;
    const within = panel.contains(document.activeElement);
    watcher.disconnect();
    removeEventListener("pointerdown", away, true);
    removeEventListener("keydown", lost);
    removeEventListener("resize", put);
    removeEventListener("scroll", put, true);
    if (anchor instanceof Element) anchor.removeAttribute("aria-expanded");
    onclose();
    panel.remove();
    if (back && within && before?.isConnected) before.focus({ preventScroll: true });
  };
  const away = event => { if (!panel.contains(event.target) && !(anchor instanceof Element && anchor.contains(event.target))) close(false); };
  // What had the focus may have gone, such as a photo's old panel.
  const lost = event => { if (event.key === "Escape" && document.activeElement === document.body) close(false); };
  panel.addEventListener("keydown", event => {
    if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); close(); }
    if (event.key === "Tab") turn(event, panel);
  });
  const watcher = new ResizeObserver(put);
  watcher.observe(panel);
  addEventListener("pointerdown", away, true);
  addEventListener("keydown", lost);
  addEventListener("resize", put);
  addEventListener("scroll", put, true);
  if (anchor instanceof Element) anchor.setAttribute("aria-expanded", "true");
  open = { panel, close, anchor };
  put();
  const first = panel.querySelector("[data-focus]") ?? panel.querySelector("input, textarea, select, button, [tabindex='0']") ?? panel;
  first.focus({ preventScroll: true });
  return close;
}

export const closePopover = () => open?.close(false);

export const popoverIsOpen = () => open !== null;

/** A button's panel: pressing the button again closes it. */
export function toggled(anchor, show) {
  if (open?.anchor === anchor) return open.close();
  return show();
}

const focusable = "a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex='0']";

// Tab stays in the panel: what lies behind it would be reached without being seen.
function turn(event, panel) {
  const all = [...panel.querySelectorAll(focusable)].filter(each => each.offsetParent !== null && each.tabIndex >= 0);
  const at = all.indexOf(document.activeElement), next = event.shiftKey ? at - 1 : at + 1;
  if (at >= 0 && next >= 0 && next < all.length) return;
  event.preventDefault();
  all.at(event.shiftKey ? -1 : 0)?.focus();
}

function position(panel, box, beside) {
  const gap = 6, width = panel.offsetWidth, height = panel.offsetHeight, wide = innerWidth, high = innerHeight;
  let left = box.left, top = box.bottom + gap;
  if (beside && box.right + gap + width < wide) [left, top] = [box.right + gap, box.top];
  else if (beside && box.left - gap - width > 0) [left, top] = [box.left - gap - width, box.top];
  else if (top + height > high - gap && box.top - gap - height > gap) top = box.top - gap - height;
  place(panel, { left: clamp(left, gap, Math.max(gap, wide - width - gap)), top: clamp(top, gap, Math.max(gap, high - height - gap)) });
}

/** A menu of choices: `{label, run, chosen?, mark?}`, or "-" for a line between. */
export function menu(anchor, label, choices, options = {}) {
  const items = [];
  const list = choices.filter(Boolean).map(choice => {
    if (choice === "-") return h("div", { class: "line", role: "separator" });
    const chosen = choice.chosen !== undefined;
    const item = h("button", {
      class: "choice", type: "button", role: !chosen ? "menuitem" : choice.several ? "menuitemcheckbox" : "menuitemradio",
      "aria-checked": chosen ? String(Boolean(choice.chosen)) : null, tabIndex: -1,
      onclick: () => { close(); choice.run(); },
    }, h("span", { class: "tick", "aria-hidden": "true" }, choice.chosen ? "✓" : ""), choice.mark ?? null, h("span", {}, choice.label));
    items.push(item);
    return item;
  });
  const at = Math.max(0, items.findIndex(item => item.getAttribute("aria-checked") === "true"));
  if (items.length) { items[at].tabIndex = 0; items[at].setAttribute("data-focus", ""); }
  const close = popover(anchor, label, list, { ...options, kind: "menu", role: "menu" });
  items[0]?.parentElement.addEventListener("keydown", event => {
    const now = items.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      items[(to + items.length) % items.length].focus();
    } else if (event.key.length === 1 && !event.ctrlKey && event.key !== " ") {
      const letter = event.key.toLowerCase(), order = [...items.slice(now + 1), ...items.slice(0, now + 1)];
      order.find(item => item.lastChild.textContent.toLowerCase().startsWith(letter))?.focus();
    } else if (event.key === "Tab") close();
  });
  return close;
}
