// Tells screen readers what changed.

let turn = 0;

export function announce(text) {
  const region = document.getElementById("live");
  // The same sentence twice is only spoken twice if the text differs.
  region.textContent = text + (turn++ % 2 ? "\u00a0" : "");
}
