// A countdown for a workshop.

import { h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { menu, toggled } from "../base/popover.js";
import { t } from "../base/words.js";

const MINUTES = [1, 2, 3, 5, 8, 10, 15, 20, 30];

export class Timer {
  left = 300;
  #end = 0;
  #tick = 0;

  constructor() {
    this.time = h("button", { type: "button", class: "time", "aria-haspopup": "menu", onclick: () => toggled(this.time, () => this.#choose()) });
    this.run = h("button", { type: "button", class: "round", onclick: () => this.toggle() });
    this.element = h("div", { class: "timer", role: "group", "aria-label": t("timer.title") }, icon("timer"), this.time, this.run);
    this.#show();
  }

  get running() { return this.#tick > 0; }

  toggle() {
    if (this.running) this.stop();
    else {
      if (this.left <= 0) this.left = this.whole ?? 300;
      this.#end = performance.now() + this.left * 1000;
      this.#tick = setInterval(() => this.#count(), 200);
      announce(t("timer.started", { time: this.#text() }));
    }
    this.#show();
  }

  stop() {
    clearInterval(this.#tick);
    this.#tick = 0;
    this.#show();
  }

  #count() {
    // By the clock, since a browser may hold back the ticks of a window that it takes to be idle.
    this.left = Math.max(0, (this.#end - performance.now()) / 1000);
    if (this.left === 0) {
      this.stop();
      this.element.classList.add("over");
      announce(t("timer.over"));
    }
    this.#show();
  }

  #choose() {
    menu(this.time, t("timer.title"), MINUTES.map(n => ({ label: t("timer.minutes", { n }), run: () => {
      this.stop();
      this.left = this.whole = n * 60;
      this.element.classList.remove("over");
      this.#show();
    } })));
  }

  #text() {
    const seconds = Math.ceil(this.left);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  #show() {
    const text = this.#text();
    if (this.time.textContent !== text) {
      this.time.textContent = text;
      this.time.setAttribute("aria-label", t("timer.left", { time: text }));
    }
    const label = t(this.running ? "timer.pause" : "timer.start"), name = this.running ? "pause" : "play";
    if (this.shown === name) return;
    this.shown = name;
    this.run.replaceChildren(icon(name));
    this.run.title = label;
    this.run.setAttribute("aria-label", label);
    if (this.running) this.element.classList.remove("over");
  }
}
