// Lists and cells from elsewhere: one note a line or cell, once a person has seen how many.

import { h } from "../base/dom.js";
import { popover } from "../base/popover.js";
import { t } from "../base/words.js";
import { short } from "./describe.js";

const BULLET = /^\s*(?:[-*+•‣◦▪·–—]|\d{1,3}[.)]|\[[ xX]\]|☐|☑)\s+/u;

/** The notes that are in what was copied. Cells of a table come from its markup, where quotes cannot be mistaken. */
export function parse(data) {
  const html = data.getData("text/html"), text = data.getData("text/plain").replace(/\r\n?/g, "\n");
  const cells = html.includes("<td") ? fromTable(html) : [];
  if (cells.length > 1) return cells;
  return (/\t/.test(text) ? fromTabs(text) : text.split("\n").map(line => line.replace(BULLET, ""))).map(clean).filter(Boolean);
}

const clean = text => text.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").trim();

function fromTable(html) {
  // Only the bones of tables are parsed, without attributes; only the text in them is taken.
  const bones = html.replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, "").replace(/<(?!\/?(?:table|tr|td|th|br)\b)[^>]*>/gi, "").replace(/<(\/?)(\w+)\b[^>]*>/g, "<$1$2>");
  const parsed = new DOMParser().parseFromString(bones, "text/html");
  return [...parsed.querySelectorAll("td, th")].filter(cell => !cell.querySelector("table"))
    .map(cell => {
      for (const end of cell.querySelectorAll("br")) end.replaceWith("\n");
      return clean(cell.textContent.replace(/[ \t\u00a0]+/g, " "));
    }).filter(Boolean);
}

// A cell in quotes may hold tabs and ends of lines; a quote within it is doubled.
function fromTabs(text) {
  const cells = [];
  let cell = "", quoted = false, fresh = true;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') { cell += '"'; at++; } else quoted = false;
    } else if (sign === "\t" || sign === "\n") {
      cells.push(cell);
      cell = "";
      fresh = true;
      continue;
    } else if (sign === '"' && fresh && closes(text, at)) quoted = true;
    else cell += sign;
    fresh = false;
  }
  return [...cells, cell];
}

// A quote that nothing closes before a tab or an end of line is a sign like others.
const closes = (text, at) => /^(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(at + 1));

/** Shows how many notes would come of it, and asks. */
export function offer(anchor, items, { split, whole, closed = () => {} }) {
  const n = items.length, run = act => () => { close(false); act(); };
  const close = popover(anchor, t("paste.title", { n }), [
    h("h3", {}, t("paste.title", { n })),
    h("ol", { class: "preview" }, items.slice(0, 6).map(item => h("li", {}, short(item, 48)))),
    n > 6 ? h("p", { class: "hint" }, t("paste.more", { n: n - 6 })) : null,
    h("div", { class: "row" },
      h("button", { type: "button", class: "primary", "data-focus": true, onclick: run(split) }, t("paste.split", { n })),
      whole ? h("button", { type: "button", onclick: run(whole) }, t("paste.whole")) : null),
  ], { onclose: closed });
}
