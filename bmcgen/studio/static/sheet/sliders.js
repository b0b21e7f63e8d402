// Sliders on the sheet: a scale's track can be dragged where it is printed.

import { clamp } from "../base/dom.js";

export class Sliders {
  constructor(doc, board) {
    Object.assign(this, { doc, board });
    board.sheets.addEventListener("pointerdown", event => this.#press(event));
  }

  // The track under a point, with room for a finger beside it.
  #track(block, at) {
    return this.board.pages.regions.find(({ kind, key, page, rect: [x, y, w, height] }) => kind === "part" && page === at.n
      && key.startsWith(`${block}/`) && at.x >= x - 6 && at.x <= x + w + 6 && at.y >= y - 2 && at.y <= y + height + 2);
  }

  #press(event) {
    const spot = event.target.closest(".spot.block");
    const block = spot ? this.doc.block(spot.dataset.key) : null;
    if (block?.kind !== "scale" || event.button !== 0) return;
    const at = this.board.at(event.clientX, event.clientY);
    const track = at && this.#track(block.id, at);
    if (!track) return;
    event.preventDefault();
    const edit = this.doc.newEdit(), [x, , w] = track.rect, path = [...block.path, this.doc.part(track.key)];
    let value = null;
    const set = (moved, draft) => {
      const now = this.board.at(moved.clientX, moved.clientY), next = Math.round(clamp(((now?.x ?? x) - x) / w * 100, 0, 100));
      if (draft && next === value) return;
      if (now) value = next;
      if (value !== null) this.doc.act({ op: "set", path, value }, { draft, edit })?.catch(() => {});
    };
    const move = moved => set(moved, true);
    const end = moved => {
      spot.removeEventListener("pointermove", move);
      spot.removeEventListener("pointerup", end);
      spot.removeEventListener("pointercancel", end);
      set(moved, false);
      // The form that a click opens would hide what was just dragged.
      spot.addEventListener("click", stop, { capture: true, once: true });
      setTimeout(() => spot.removeEventListener("click", stop, true));
    };
    spot.setPointerCapture(event.pointerId);
    spot.addEventListener("pointermove", move);
    spot.addEventListener("pointerup", end);
    spot.addEventListener("pointercancel", end);
    set(event, true);
  }
}

const stop = event => { event.stopPropagation(); event.preventDefault(); };
