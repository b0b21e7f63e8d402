// What is still to be sent: one request is under way, the others wait. A newer draft of a note takes the place of one
// that waits; what changes the order of things is never merged.

const about = op => op.note ?? op.path?.join("\u0000") ?? "";
const isDraftOf = (job, op) => job.draft && about(job.ops[0]) === about(op);

export class Queue {
  #seq = 0;
  jobs = [];

  /** Adds operations and returns a promise of the answer. */
  add(ops, { draft = false, edit = null, keys = [] } = {}) {
    const waiting = this.jobs.filter(job => !job.sent);
    const same = draft ? waiting.find(job => isDraftOf(job, ops[0])) : null;
    if (same && !this.#later(same, ops[0])) {
      Object.assign(same, { ops, edit, keys: [...same.keys, ...keys] });
      return same.answer;
    }
    // A text that is final makes drafts of it that still wait pointless.
    if (!draft) this.jobs = this.jobs.filter(job => job.sent || !ops.some(op => isDraftOf(job, op)) || job.drop());
    const job = { seq: ++this.#seq, ops, draft, edit, keys, sent: false };
    job.answer = new Promise((resolve, reject) => Object.assign(job, { resolve, reject }));
    job.answer.catch(() => {});
    job.drop = () => { job.resolve(null); return false; };
    this.jobs.push(job);
    return job.answer;
  }

  // Something about the same note was added after the draft.
  #later(job, op) {
    return this.jobs.slice(this.jobs.indexOf(job) + 1).some(other => other.ops.some(each => about(each) === about(op)));
  }

  get first() { return this.jobs[0]; }

  done(job) { this.jobs = this.jobs.filter(each => each !== job); }

  /** All texts that no answer has come for, for a person to copy. */
  texts() {
    const found = new Map();
    for (const { ops } of this.jobs) {
      for (const op of ops) {
        const text = op.text ?? (typeof op.value === "string" ? op.value : null);
        if (text) found.set(about(op), text);
      }
    }
    return [...found.values()];
  }
}
