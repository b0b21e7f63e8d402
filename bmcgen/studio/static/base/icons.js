// Line drawings of 20 × 20 units, in the weight of the sheets' own pictograms.

import { svg } from "./dom.js";

const paths = {
  add: "M10 4v12M4 10h12",
  amount: "M14 6.5A5 5 0 1 0 14 13.5M3.5 8.5h7M3.5 11.5h7",
  back: "M12 4l-6 6 6 6",
  bin: "M4 6h12M8 6V4h4v2M5.5 6l1 10.5h7l1-10.5M8.5 9v5M11.5 9v5",
  check: "M4 10.5l4 4 8-9",
  close: "M5 5l10 10M15 5L5 15",
  colour: "M10 3a7 7 0 1 0 0 14c1.5 0 1.5-1.2 1-2-.6-1.2.2-2 1.5-2H14a3 3 0 0 0 3-3c0-4-3-7-7-7zM6.5 9v.1M9 6.3v.1M13 6.8v.1",
  down: "M5 8l5 5 5-5",
  forward: "M8 4l6 6-6 6",
  full: "M4 8V4h4M16 8V4h-4M4 12v4h4M16 12v4h-4",
  group: "M3.5 5.5h13M6 9.5h10.5M6 13.5h10.5",
  grip: "M7.5 5v.1M12.5 5v.1M7.5 10v.1M12.5 10v.1M7.5 15v.1M12.5 15v.1",
  help: "M7.3 7.5a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M10 14.8v.1M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  image: "M3 4.5h14v11H3zM3 13l4-4 4 4 2.5-2.5L17 14M13 7.5v.1",
  link: "M5 5.5h4v4H5zM11 11h4v4h-4zM9 7.5h4V11",
  look: "M4 5h7M15 5h1M4 10h2M10 10h6M4 15h7M15 15h1M13 3.5v3M8 8.5v3M13 13.5v3",
  more: "M5 10v.1M10 10v.1M15 10v.1",
  move: "M4 10h11M11 6l4 4-4 4",
  page: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5",
  pencil: "M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2z",
  pause: "M7 5v10M13 5v10",
  play: "M6 4l10 6-10 6z",
  printer: "M6 8V3h8v5M6 14H3.5V8h13v6H14M6 11.5h8V17H6z",
  prompts: "M3.5 4.5h13v9H9l-3.5 3v-3h-2zM7 9v.1M10 9v.1M13 9v.1",
  redo: "M16 8H8a4 4 0 0 0 0 8h3M13 5l3 3-3 3",
  screen: "M2.5 4h15v10h-15zM7 17h6M10 14v3",
  segments: "M7 6.5a3 3 0 1 0 0 .1M13.5 8a2.3 2.3 0 1 1 .1 0M2.5 16c0-3.5 2-5 4.5-5s4.5 1.5 4.5 5M12 11.3c2.8-.8 5.5.5 5.5 4",
  status: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7 10l2.3 2.3L13.2 8",
  tag: "M3.5 3.5h6l7 7-6 6-7-7zM6.8 6.8v.1",
  timer: "M10 5.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM10 8.5v3l2 1.5M8 2.5h4",
  undo: "M4 8h8a4 4 0 0 1 0 8H9M7 5L4 8l3 3",
  up: "M5 12l5-5 5 5",
  upload: "M10 13V4M6 8l4-4 4 4M4 13v3h12v-3",
  warning: "M10 3l7.5 13h-15zM10 8v4M10 14v.1",
  zoom: "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4",
};

const DOTS = new Set(["grip", "more"]);

export const icon = name =>
  svg("svg", { class: DOTS.has(name) ? "icon dots" : "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" }, svg("path", { d: paths[name] }));
