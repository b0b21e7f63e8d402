// What the typesetter warns of: marks in the margin beside the place, and a list of all.

import { h, place } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { popover, toggled } from "../base/popover.js";
import { t } from "../base/words.js";

const rank = { error: 0, warning: 1, notice: 2 };

export class Problems {
  constructor({ doc, board, selection }) {
    Object.assign(this, { doc, board, selection });
    this.marks = h("div", { class: "marks" });
    board.over.append(this.marks);
    board.addEventListener("shown", () => this.show());
    board.addEventListener("scaled", () => this.#put());
  }

  get all() { return [...(this.doc.state.diagnostics ?? [])].sort((one, other) => rank[one.severity] - rank[other.severity]); }

  show() {
    const all = this.all.filter(each => each.severity !== "notice" && this.#region(each)), state = JSON.stringify(all);
    if (state !== this.state) {
      this.state = state;
      const grouped = group(all, each => each.note ?? each.block);
      this.marks.replaceChildren(...[...grouped.values()].map(found => {
        const label = found.map(each => each.text ?? each.message).join(" ");
        const mark = h("button", { type: "button", class: `mark ${found[0].severity}`, "aria-label": t("problems.mark", { text: label }), "aria-haspopup": "dialog",
          onclick: () => toggled(mark, () => popover(mark, t("problems.title"), found.map(each => this.#item(each)), { beside: true })) }, "!");
        mark.problem = found[0];
        return mark;
      }));
    }
    this.#put();
  }

  #region(problem) {
    return (problem.note && this.board.regions("note", problem.note)[0]) || (problem.block && this.board.regions("block", problem.block)[0]) || null;
  }

  // At the nearer edge of the sheet, as high as what it is about; none on top of another.
  #put() {
    const origin = this.board.over.getBoundingClientRect(), taken = [];
    for (const mark of this.marks.children) {
      const region = this.#region(mark.problem);
      if (!region) continue;
      const page = this.board.pages.page(region.page), sheet = page.element.getBoundingClientRect(), box = this.board.screen(region.page, region.rect);
      const size = 24, right = (box.left + box.right) / 2 > (sheet.left + sheet.right) / 2;
      let top = box.top + (mark.problem.note ? box.height / 2 - size / 2 : 6);
      while (taken.some(other => other.right === right && Math.abs(other.top - top) < size + 2)) top += size + 2;
      taken.push({ right, top });
      place(mark, { left: (right ? sheet.right + 3 : sheet.left - size - 3) - origin.left, top: top - origin.top });
    }
  }

  #item(problem) {
    const spot = problem.note ? this.board.spot("note", problem.note) : problem.block ? this.board.spot("block", problem.block) : null;
    return h("div", { class: `problem ${problem.severity}` },
      h("p", {}, icon("warning"), h("span", {}, problem.text ?? problem.message)),
      problem.text && problem.text !== problem.message ? h("p", { class: "hint", lang: "en" }, problem.message) : null,
      problem.hint ? h("p", { class: "hint", lang: "en" }, problem.hint) : null,
      spot ? h("button", { type: "button", class: "link", onclick: () => problem.note ? this.selection.choose([problem.note]) : this.board.focusOn(spot) }, t("problems.go")) : null);
  }

  list(button) {
    const { all } = this;
    popover(button, t("problems.title"), [
      h("h3", {}, t("problems.title")),
      all.length ? h("div", { class: "scroll", tabIndex: 0, role: "group", "aria-label": t("problems.title") }, all.map(each => this.#item(each))) : h("p", {}, t("problems.none")),
    ]);
  }
}

function group(all, key) {
  const found = new Map();
  for (const each of all) found.set(key(each), [...(found.get(key(each)) ?? []), each]);
  return found;
}
