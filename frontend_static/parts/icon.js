// @ts-check
/** Small line drawings, always beside a text or inside a labelled button. */

import { h } from "../dom.js";

/** Paths on a grid of 20. @type {Record<string, string>} */
const DRAWINGS = {
  check: "M4 10.5l4 4 8-9",
  alert: "M10 3.5v8M10 15.2v.3",
  question: "M7 7.2a3 3 0 1 1 4.6 2.6c-1 .7-1.6 1.2-1.6 2.4M10 15.4v.3",
  pencil: "M4 16l.8-3.4L13.4 4a1.7 1.7 0 0 1 2.4 0l.2.2a1.7 1.7 0 0 1 0 2.4L7.4 15.2 4 16z",
  minus: "M5 10h10",
  plus: "M10 4v12M4 10h12",
  close: "M5 5l10 10M15 5L5 15",
  up: "M10 16V4.5M5 9.5l5-5 5 5",
  down: "M10 4v11.5M5 10.5l5 5 5-5",
  left: "M12.5 4.5L7 10l5.5 5.5",
  right: "M7.5 4.5L13 10l-5.5 5.5",
  chevron: "M5 7.5l5 5 5-5",
  trash: "M4 5.5h12M8 5.5V3.8h4v1.7M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.500 8.500v5",
  search: "M8.700 14a5.300 5.300 0 1 0 0-10.600 5.300 5.300 0 0 0 0 10.600zM12.700 12.700L17 17",
  clip: "M15.500 9.300l-5.600 5.600a3.600 3.600 0 0 1-5.100-5.100l6-6a2.400 2.400 0 0 1 3.400 3.400l-6 6a1.200 1.200 0 0 1-1.700-1.700l5.400-5.400",
  invoice: "M5 2.800h10v14.400l-2-1.300-1.500 1.300-1.500-1.300-1.500 1.300-1.500-1.300-2 1.300zM7.700 6.500h4.600M7.700 9.500h4.600M7.700 12.500h2.600",
  order: "M3 3.500h2l1.800 9h8.400l1.600-6.300H5.700M8 16.300a.8.8 0 1 0 0 .1M14 16.300a.8.8 0 1 0 0 .1",
  message: "M3 4h14v10H9l-4 3v-3H3z",
  mail: "M2.800 5h14.400v10.500H2.800zM3 5.500l7 5.500 7-5.500",
  inbox: "M3 11l2-6.500h10l2 6.500v5H3zM3 11h4l1 2h4l1-2h4",
  draft: "M4 3h8l4 4v10H4zM12 3v4h4M7 11h6M7 14h4",
  sent: "M3 10L17 3.500l-4.500 13-3-5.500zM9.500 11L17 3.500",
  archive: "M3 4h14v3.500H3zM4.500 7.500V16h11V7.500M8 10.500h4",
  file: "M5 2.800h6.500L15 6.300v10.900H5zM11.500 2.800v3.500H15",
  link: "M8 12l4-4M7.500 9L5.300 11.200a2.500 2.500 0 0 0 3.500 3.500L11 12.500M12.500 11l2.200-2.200a2.500 2.500 0 0 0-3.500-3.500L9 7.500",
  open: "M11 3.500h5.500V9M16 4l-7 7M14 11.500V16H4V6h4.500",
  undo: "M7.500 4.500L3.500 8.500l4 4M4 8.500h7.500a4 4 0 0 1 0 8H8",
  again: "M15.500 6.300A6.500 6.500 0 1 0 16.500 11M16 2.800v4h-4",
  reply: "M8 4.500L3.500 9 8 13.500V11c4 0 6.500 1.200 8.500 4.500-.5-5-3.500-8-8.500-8.500z",
  block: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM5.200 5.200l9.600 9.600",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4.300l2.800 1.700",
  eye: "M2.500 10S5 5 10 5s7.500 5 7.500 5-2.500 5-7.500 5-7.500-5-7.500-5zM10 12.300a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z",
  building: "M4 17V3.500h8V17M12 8h4v9M2.500 17h15M6.500 6.500h3M6.500 9.500h3M6.500 12.500h3",
  shield: "M10 2.800l6 2.200v4.500c0 3.700-2.400 6.300-6 7.700-3.600-1.400-6-4-6-7.700V5zM10 7v3.500M10 13v.3",
  calendar: "M3.500 5h13v11.500h-13zM3.500 8.500h13M7 3v3M13 3v3",
  memory: "M10 3a5 5 0 0 1 3 9v1.800H7V12a5 5 0 0 1 3-9zM7.500 16.500h5",
  plug: "M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3",
  more: "M4.500 10v.1M10 10v.1M15.500 10v.1",
  download: "M10 3v9.500M6 9l4 4 4-4M4 16.500h12",
};

/**
 * @param {string} name
 * @returns {import("../dom.js").Description}
 */
export function icon(name) {
  return h("svg", { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" }, h("path", { d: DRAWINGS[name] ?? DRAWINGS.file }));
}

/**
 * A button that shows only a drawing; its name is spoken and shown on hover.
 * @param {string} name of the drawing
 * @param {string} label
 * @param {import("../dom.js").Props} props
 */
export function iconButton(name, label, props) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, ...props }, icon(name));
}
