// A picture: chosen or dropped, and the point of it that must stay in sight when it is cropped.

import { labelled } from "../base/dialog.js";
import { clamp, h } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { announce } from "../base/live.js";
import { t } from "../base/words.js";

const KINDS = "image/jpeg,image/png,image/webp";

/** Sends a picture into a block; `false` if it is none. */
export async function sendPhoto(doc, block, file) {
  if (!KINDS.split(",").includes(file.type)) {
    announce(t("photo.kind"));
    return false;
  }
  await doc.photo(block, file);
  announce(t("photo.done", { name: file.name }));
  return true;
}

export function pictureForm(block, set, doc) {
  const root = h("div", {}), said = h("p", { class: "hint", role: "alert" });
  const draw = () => {
    const now = doc.block(block.id) ?? block;
    root.replaceChildren(...(now.value && now.picture ? filled(now, set) : []), drop(now), said);
  };
  const take = async file => {
    if (!file) return;
    said.textContent = t("photo.sending");
    try {
      said.textContent = await sendPhoto(doc, block.id, file) ? "" : t("photo.kind");
    } catch (problem) {
      said.textContent = problem.message;
    }
    draw();
  };
  const drop = now => {
    const input = h("input", { type: "file", accept: KINDS, class: "unseen", id: "photo-file", onchange: () => take(input.files[0]) });
    return h("label", {
      class: "drop", htmlFor: "photo-file",
      ondragover: event => event.preventDefault(),
      ondrop: event => { event.preventDefault(); event.stopPropagation(); take(event.dataTransfer.files[0]); },
    }, icon("image"), h("span", {}, t(now.value ? "photo.other" : "photo.choose")), input);
  };
  draw();
  return root;
}

function filled(block, set) {
  const focus = [...(block.value.focus ?? [50, 50])], image = h("img", { src: block.picture, alt: block.value.alt ?? "", draggable: "false" });
  const point = h("span", { class: "point", "aria-hidden": "true" }), frame = h("div", { class: "focus" }, image, point);
  const sliders = ["across", "down"].map((way, at) => {
    const range = h("input", { type: "range", min: 0, max: 100, value: focus[at] });
    range.addEventListener("input", () => move(at, Number(range.value), true));
    range.addEventListener("change", () => move(at, Number(range.value), false));
    return range;
  });
  const show = () => {
    point.style.left = `${focus[0]}%`;
    point.style.top = `${focus[1]}%`;
    sliders.forEach((each, at) => { each.value = focus[at]; });
  };
  const keep = () => set(["focus"], focus.map(Math.round));
  const move = (at, value, draft) => { focus[at] = value; show(); if (!draft) keep(); };
  const to = event => {
    const box = frame.getBoundingClientRect();
    focus[0] = clamp((event.clientX - box.x) / box.width * 100, 0, 100);
    focus[1] = clamp((event.clientY - box.y) / box.height * 100, 0, 100);
    show();
  };
  frame.addEventListener("pointerdown", event => { event.preventDefault(); frame.setPointerCapture(event.pointerId); to(event); });
  frame.addEventListener("pointermove", event => { if (frame.hasPointerCapture(event.pointerId)) to(event); });
  frame.addEventListener("pointerup", keep);
  show();
  const alt = h("input", { type: "text", value: block.value.alt ?? "", maxlength: 300, onchange: () => set(["alt"], alt.value.trim() || null) });
  return [
    h("p", { class: "hint" }, t("photo.focus")), frame,
    labelled(t("photo.across"), sliders[0]), labelled(t("photo.down"), sliders[1]), labelled(t("photo.alt"), alt, t("photo.alt-hint")),
    h("button", { type: "button", onclick: () => set([], null) }, icon("bin"), t("photo.remove")),
  ];
}
