// A document that is open: what the server said of it last, and what it is still to be told. All requests that change
// what is seen go through one loop, so no answer can overtake another.

import { get, listen, post, Refused, Unreachable, upload } from "../base/api.js";
import { language } from "../base/words.js";
import { Queue } from "./queue.js";

const PATIENCE = 2000;
// Operations in a request.
const MOST = 200;
const wait = time => new Promise(resolve => setTimeout(resolve, time));

export class Doc extends EventTarget {
  client = `c${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  state = {};
  #queue = new Queue();
  #wanted = 0;
  #anew = false;
  #modelOf = 0;
  #running = false;
  #notes = 0;
  #edits = 0;
  #deaf = null;

  static async open(file) {
    const doc = new Doc(), opened = await post("/api/open", { file });
    doc.id = opened.doc;
    doc.opened = opened;
    const all = await get(`/api/doc/${doc.id}?ui=${language}`);
    doc.first = all.patch;
    doc.#accept(all);
    return doc;
  }

  get model() { return this.state.model; }
  get blocks() { return this.model?.blocks ?? []; }
  get waiting() { return this.#queue.jobs.length > 0; }
  get unsent() { return this.#queue.texts(); }

  /** The revision that the texts in the model are of. */
  get seen() { return this.#modelOf; }

  /** A block by its id, or by that of a part of it. */
  block(id) { return this.blocks.find(block => block.id === id) ?? this.blocks.find(block => block.id === id?.split("/")[0]); }

  /** The part of a block that a place on the sheet is for. */
  part(key) { return key.includes("/") ? key.slice(key.indexOf("/") + 1) : null; }

  /** A note and its block. */
  find(id) {
    for (const block of this.blocks) {
      const note = block.notes?.find(each => each.id === id);
      if (note) return { note, block };
    }
    return null;
  }

  newNote() { return `${this.client}-${++this.#notes}`; }
  newEdit() { return `${this.client}e${++this.#edits}`; }

  /** Sends operations; the promise is kept once their answer is on the sheet. */
  act(ops, options = {}) {
    const list = Array.isArray(ops) ? ops : [ops];
    let last = null;
    for (let at = 0; at < list.length; at += MOST) {
      last = this.#queue.add(list.slice(at, at + MOST), list.length > MOST ? { edit: options.edit ?? this.newEdit(), ...options } : options);
    }
    this.#run();
    this.#tell("queued");
    return last;
  }

  undo() { if (this.state.canUndo || this.waiting) return this.act({ op: "undo" }); }
  redo() { if (this.state.canRedo) return this.act({ op: "redo" }); }

  async look(wish) {
    await this.settled();
    this.#accept(await post(`/api/doc/${this.id}/look?ui=${language}`, wish));
  }

  /** Puts a picture beside the file and names it in a block. */
  async photo(block, file) {
    await this.settled();
    const { rev, view } = this.state, name = encodeURIComponent(file.name);
    this.#accept(await upload(`/api/doc/${this.id}/photo?name=${name}&block=${encodeURIComponent(block)}&client=${this.client}&rev=${rev}&view=${view}&ui=${language}`, file));
  }

  /** Once everything has been sent and answered. */
  async settled() {
    while (this.#running) await wait(15);
  }

  follow() {
    const news = name => data => this.#tell(name, data);
    let lost = 0;
    this.#deaf = listen(`/api/events?doc=${this.id}&client=${this.client}`, {
      view: ({ view }) => { this.#wanted = Math.max(this.#wanted, view); this.#run(); },
      saved: data => { Object.assign(this.state, { saved: data.saved, rev: Math.max(this.state.rev, data.rev ?? 0) }); this.#tell("saved", data); },
      reset: () => this.#again(), broken: () => this.#again(), whole: () => { this.#again(); this.#tell("whole"); },
      outside: news("outside"), conflict: news("conflict"),
      gone: news("gone"), editing: news("editing"), bye: news("bye"),
    }, {
      lost: () => { lost ||= setTimeout(() => this.#tell("unreachable"), PATIENCE); },
      found: () => {
        clearTimeout(lost);
        if (lost) { this.#again(); this.#tell("reachable"); }
        lost = 0;
      },
    });
    // Drafts that wait go out with the tab: such a request outlives its page.
    addEventListener("pagehide", this.#leave);
  }

  close() {
    this.#deaf?.();
    removeEventListener("pagehide", this.#leave);
  }

  editing(note) {
    post(`/api/doc/${this.id}/ping`, { client: this.client, editing: note }).catch(() => {});
  }

  #leave = () => {
    for (const job of this.#queue.jobs) {
      post(`/api/doc/${this.id}/ops`, this.#body(job), { keepalive: true }).catch(() => {});
    }
  };

  #tell(name, detail = null) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  #body(job) {
    const { rev, view } = this.state;
    return { client: this.client, seq: job.seq, rev, view, ui: language, edit: job.edit ?? undefined, draft: job.draft, ops: job.ops };
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    let fault = 0;
    try {
      for (;;) {
        const job = this.#queue.first;
        try {
          if (job) await this.#send(job);
          else if (this.#anew) await this.#renew();
          else if (this.#wanted > this.state.view || this.state.rev > this.#modelOf) await this.#fetch();
          else break;
          if (fault) this.#tell("reachable");
          fault = 0;
        } catch (problem) {
          if (!(problem instanceof Unreachable)) throw problem;
          fault ||= performance.now();
          if (performance.now() - fault > PATIENCE) this.#tell("unreachable");
          await wait(500);
        }
      }
    } finally {
      this.#running = false;
    }
    this.#tell("rest");
  }

  async #send(job) {
    job.sent = true;
    try {
      const answer = await post(`/api/doc/${this.id}/ops`, this.#body(job));
      this.#queue.done(job);
      this.#accept(answer, job);
      job.resolve(answer);
    } catch (problem) {
      if (problem instanceof Unreachable) throw problem;
      if (problem.status === 429) return wait(300);
      this.#refused(job, problem);
    }
  }

  #refused(job, problem) {
    if (!(problem instanceof Refused)) {
      this.#queue.done(job);
      job.reject(problem);
      throw problem;
    }
    this.#queue.done(job);
    this.#anew = problem.status !== 403;
    this.#tell(problem.code === "cannot-write" ? "unwritten" : "refused", { problem, job });
    job.reject(problem);
  }

  #again() {
    this.#anew = true;
    this.#run();
  }

  async #renew() {
    this.#anew = false;
    try {
      this.#accept(await get(`/api/doc/${this.id}?ui=${language}`));
    } catch (problem) {
      if (problem instanceof Unreachable) { this.#anew = true; throw problem; }
      // After a new start the server knows the document by another name.
      if (problem.status === 404) await this.#reopen(); else this.#tell("refused", { problem });
    }
  }

  async #reopen() {
    const opened = await post("/api/open", { file: this.state.file });
    this.id = opened.doc;
    this.#accept(await get(`/api/doc/${this.id}?ui=${language}`));
    this.close();
    this.follow();
  }

  async #fetch() {
    const wanted = this.#wanted;
    this.#accept(await get(`/api/doc/${this.id}/view?have=${this.state.view}&ui=${language}`));
    // An answer that is older than what was announced must not be asked for without end.
    if (this.state.view < wanted) this.#wanted = this.state.view;
  }

  #accept(answer, job = null) {
    const { patch, ...rest } = answer;
    if (patch && !patch.reset && patch.from !== this.state.view) {
      if (patch.to <= this.state.view) return;
      this.#anew = true;
    }
    const before = this.state;
    // Answers to drafts have no model; another program or tab may have changed it meanwhile.
    if ("model" in rest) this.#modelOf = rest.rev;
    for (const block of rest.model?.blocks ?? []) if (block.kind !== "notes") block.notes = null;
    this.state = { ...before, ...rest };
    this.#tell("state", { patch: this.#anew && !patch?.reset ? null : patch, model: Boolean(rest.model), before, job });
  }
}
