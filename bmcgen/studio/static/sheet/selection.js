// Which notes are chosen, and the way from one to the next by keys.

export class Selection extends EventTarget {
  notes = [];
  #awaited = null;

  constructor(doc, board) {
    super();
    Object.assign(this, { doc, board });
    board.addEventListener("shown", () => this.#restore());
  }

  get one() { return this.notes.length === 1 ? this.notes[0] : null; }
  get last() { return this.notes.at(-1) ?? null; }

  choose(notes, { focus = true } = {}) {
    this.notes = [...new Set(notes)];
    this.#awaited = null;
    this.#show();
    if (focus && this.last) this.board.focusOn(this.board.spot("note", this.last));
  }

  clear() { if (this.notes.length) this.choose([], { focus: false }); }

  toggle(id) {
    this.choose(this.notes.includes(id) ? this.notes.filter(each => each !== id) : [...this.notes, id]);
  }

  /** From the last one chosen to another in the same block. */
  extend(id) {
    const found = this.doc.find(id), from = this.last ? this.doc.find(this.last) : null;
    if (!found || from?.block !== found.block) return this.choose([id]);
    const all = found.block.notes.map(note => note.id), [a, b] = [all.indexOf(this.notes[0]), all.indexOf(id)];
    this.choose(a <= b ? all.slice(a, b + 1) : all.slice(b, a + 1).reverse());
  }

  /** Chooses a note as soon as it is on the sheet. */
  await(id) {
    if (this.board.spot("note", id)) this.choose([id]);
    else this.#awaited = id;
  }

  #restore() {
    if (this.#awaited && this.board.spot("note", this.#awaited)) return this.choose([this.#awaited]);
    const left = this.notes.filter(id => this.doc.find(id));
    if (left.length !== this.notes.length) this.notes = left;
    this.#show();
  }

  #show() {
    for (const spot of this.board.sheets.querySelectorAll(".spot.note")) {
      const chosen = this.notes.includes(spot.dataset.key);
      spot.classList.toggle("chosen", chosen);
      if (spot.localName === "button") spot.setAttribute("aria-pressed", String(chosen));
    }
    this.dispatchEvent(new Event("changed"));
  }

  /** The spot that an arrow leads to: along a block's list, else the nearest that way on the sheet. */
  step(from, key) {
    const { kind, key: id } = from.dataset;
    if (key === "ArrowUp" || key === "ArrowDown") {
      const by = key === "ArrowDown" ? 1 : -1;
      const all = [...(from.closest("section")?.querySelectorAll("button.spot") ?? [])];
      const next = all[all.indexOf(from) + by];
      if (next && kind !== "field") return next;
    }
    const found = this.nearest(from, key, spot => spot !== from && spot.dataset.key !== id);
    return found;
  }

  nearest(from, key, fits) {
    const here = from.getBoundingClientRect(), along = key === "ArrowLeft" || key === "ArrowRight";
    const way = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
    let best = null, least = Infinity;
    for (const spot of this.board.sheets.querySelectorAll("button.spot")) {
      if (!fits(spot)) continue;
      const box = spot.getBoundingClientRect();
      // What contains the present spot, such as its own block, does not lie to a side of it.
      if (box.left <= here.left && box.right >= here.right && box.top <= here.top && box.bottom >= here.bottom) continue;
      const [ahead, aside] = along
        ? [way > 0 ? box.left - here.right : here.left - box.right, apart(here.top, here.bottom, box.top, box.bottom)]
        : [way > 0 ? box.top - here.bottom : here.top - box.bottom, apart(here.left, here.right, box.left, box.right)];
      if (ahead < -4) continue;
      const far = ahead + aside * 3 + (spot.dataset.kind === "block" && this.doc.block(spot.dataset.key)?.notes?.length ? 4000 : 0);
      if (far < least) [best, least] = [spot, far];
    }
    return best;
  }
}

const apart = (a, b, c, d) => Math.max(0, c - b, a - d) + Math.abs((a + b - c - d) / 2) / 50;
