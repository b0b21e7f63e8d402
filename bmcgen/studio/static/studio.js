// A document on the desk: puts the parts together and decides what a click means.

import { h } from "./base/dom.js";
import { announce } from "./base/live.js";
import { t } from "./base/words.js";
import { Banners } from "./panels/banners.js";
import { Bar } from "./panels/bar.js";
import { Forms, hasForm } from "./panels/forms.js";
import { showHelp } from "./panels/help.js";
import { moveTo } from "./panels/note_panels.js";
import { Out, printNow } from "./panels/out.js";
import { sendPhoto } from "./panels/photo.js";
import { Problems } from "./panels/problems.js";
import { editSegments } from "./panels/segments.js";
import { Toolbar } from "./panels/toolbar.js";
import { Board } from "./sheet/board.js";
import { Drag } from "./sheet/drag.js";
import { Editor } from "./sheet/editor.js";
import { Fields } from "./sheet/fields.js";
import { Keys } from "./sheet/keys.js";
import { Moving } from "./sheet/moving.js";
import { Selection } from "./sheet/selection.js";
import { Sliders } from "./sheet/sliders.js";
import { Present } from "./show/present.js";

export class Studio {
  #fonts = null;

  constructor(doc, start, leave) {
    Object.assign(this, { doc, start, leave });
    this.board = new Board(doc);
    this.selection = new Selection(doc, this.board);
    this.moving = new Moving(doc, this.board, this.selection);
    this.editor = new Editor(doc, this.board);
    this.fields = new Fields(doc, this.board);
    this.forms = new Forms(doc, this.board);
    this.drag = new Drag(doc, this.board, this.selection, this.moving);
    this.sliders = new Sliders(doc, this.board);
    this.bar = new Bar(this);
    this.problems = new Problems(this);
    this.banners = new Banners(this);
    this.out = () => doc.model && new Out(this, start);
    this.print = () => this.doc.settled().then(() => printNow(doc));
    this.told = () => announce(t("saves-itself"));
    this.help = showHelp;
    this.present = () => { this.editor.close(); this.fields.close(); return doc.blocks.length ? new Present(this) : null; };
    this.moveTo = notes => moveTo(this, notes);
    this.toolbar = new Toolbar(this, start);
    this.keys = new Keys(this);
    this.element = h("div", { class: "studio" }, this.toolbar.element, this.banners.element, this.board.element);
    this.#wire();
  }

  #wire() {
    const { doc, board, editor, selection, fields } = this;
    doc.addEventListener("state", ({ detail }) => this.#show(detail.patch));
    doc.addEventListener("editing", ({ detail }) => this.#elsewhere(detail));
    editor.addEventListener("done", ({ detail: { note, place } }) => note ? selection.await(note) : board.focusOn(board.spot("block", place)));
    editor.addEventListener("next", ({ detail: { place, back } }) => this.#next(place, back));
    editor.addEventListener("shift", async ({ detail: { note, key } }) => { await doc.settled(); this.moving.shift(note, key); });
    editor.addEventListener("paste", ({ detail: { block, after, items, edit, extra } }) => this.moving.insert(block, after, items, { edit, extra }));
    fields.addEventListener("next", ({ detail: { back } }) => { if (!back) this.#next(null, false); });
    board.sheets.addEventListener("click", event => this.#click(event));
    board.sheets.addEventListener("dblclick", event => {
      const spot = event.target.closest(".spot.note");
      if (spot) editor.edit(spot.dataset.key);
    });
    board.element.addEventListener("pointerdown", event => {
      if (!event.target.closest(".spot, .bar, .marks, .editor")) selection.clear();
    });
    board.element.addEventListener("wheel", event => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      board.step(event.deltaY < 0 ? 1.1 : 1 / 1.1);
    }, { passive: false });
    board.element.addEventListener("dragover", event => { if ([...event.dataTransfer.types].includes("Files")) event.preventDefault(); });
    board.element.addEventListener("drop", event => this.#dropped(event));
    this.unload = event => { if (doc.waiting && doc.unsent.length) event.preventDefault(); };
    addEventListener("beforeunload", this.unload);
  }

  open() {
    const { state } = this.doc;
    this.#show(this.doc.first);
    this.doc.follow();
    this.banners.now();
    if (state.restored?.drafts) this.banners.restored(state.restored);
    if (this.doc.opened.from || this.doc.opened.summary) this.banners.imported(this.doc.opened);
  }

  close() {
    this.editor.close();
    this.fields.close();
    this.doc.close();
    this.keys.stop();
    this.banners.stop();
    removeEventListener("beforeunload", this.unload);
    this.#fonts?.remove();
  }

  #show(patch) {
    this.#face();
    this.board.show(patch);
    this.editor.follow();
    this.toolbar.show();
    this.element.dataset.view = this.doc.state.view;
    this.element.dataset.rev = this.doc.state.rev;
  }

  #face() {
    const { fonts } = this.doc.state, href = `/api/fonts.css?doc=${this.doc.id}&v=${fonts}`;
    if (this.#fonts?.getAttribute("href") === href) return;
    const before = this.#fonts;
    this.#fonts = h("link", { rel: "stylesheet", href, onload: () => before?.remove() });
    document.head.append(this.#fonts);
  }

  #click(event) {
    const spot = event.target.closest(".spot, .unshown");
    if (!spot) return;
    const { kind, key } = spot.dataset, { selection, editor } = this;
    if (kind === "note") {
      if (event.shiftKey) selection.extend(key);
      else if (event.ctrlKey || event.metaKey) selection.toggle(key);
      // A finger has no double click worth the name: the second tap edits.
      else if (event.pointerType === "touch" && selection.one === key) editor.edit(key);
      else selection.choose([key]);
    } else if (kind === "field") this.fields.edit(key);
    else if (kind === "strip") { if (key === "footer") editSegments(this.doc); else this.forms.details(spot); }
    else this.#block(key, event);
  }

  #block(id, event) {
    const block = this.doc.block(id);
    if (block?.notes) {
      const near = event.detail && block.notes.length ? this.drag.target(event.clientX, event.clientY, []) : null;
      const last = block.notes.at(-1)?.id;
      this.selection.clear();
      this.editor.begin(id, near?.after && near.after !== last ? near.after : "end");
    } else if (block && hasForm(block)) {
      this.selection.clear();
      this.forms.open(id);
    }
  }

  // On to the next block of the canvas, to type there; a block of another kind is only gone to.
  #next(id, back) {
    const shown = this.doc.blocks.flatMap(block => this.board.places(block).map(place => place.key)).filter(key => this.board.regions("block", key).length);
    const next = shown[(id === null ? -1 : shown.indexOf(id)) + (back ? -1 : 1)];
    if (!next) {
      const fields = this.doc.model.fields.filter(field => this.board.regions("field", field.key).length);
      if (back && fields.length) this.fields.edit(fields.at(-1).key); else this.board.focusOn(this.board.spot("block", id));
    } else if (this.doc.block(next).notes) this.editor.begin(next);
    else this.board.focusOn(this.board.spot("block", next));
  }

  async #dropped(event) {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    const at = this.board.at(event.clientX, event.clientY);
    const pictures = this.doc.blocks.filter(block => block.kind === "picture");
    const under = this.board.pages.regions.find(({ kind, page, rect: [x, y, w, height] }) =>
      kind === "block" && page === at?.n && at.x >= x && at.x <= x + w && at.y >= y && at.y <= y + height);
    const block = pictures.find(each => each.id === under?.key) ?? (pictures.length === 1 ? pictures[0] : null);
    if (!block) return this.banners.show("drop", t("photo.nowhere"));
    try {
      if (!await sendPhoto(this.doc, block.id, file)) this.banners.show("drop", t("photo.kind"), { bad: true });
    } catch (problem) {
      this.banners.show("drop", t("photo.refused", { message: problem.message }), { bad: true });
    }
  }

  #elsewhere({ client, note }) {
    if (client === this.doc.client) return;
    for (const spot of document.querySelectorAll(".spot.elsewhere")) spot.classList.remove("elsewhere");
    this.board.spot("note", note)?.classList.add("elsewhere");
  }
}
