// @ts-check
/** Draws what can be pointed at: the image of a page with its words, a sheet with its cells, lines of text, the terms of an XML document. */

import { h } from "../dom.js";

/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./places.js").Range} Range */
/**
 * @typedef {object} Sheet
 * @property {import("./viewer.js").Viewing} viewing
 * @property {Place[]} places
 * @property {Range | null} chosen
 * @property {string} label
 * @property {import("../dom.js").Props} props what pointer and keyboard do
 */

/**
 * One place: an option of the list that the page is.
 * @param {Sheet} page
 * @param {number} index
 * @param {import("../dom.js").Props} props
 * @param {...import("../dom.js").Child} children
 */
function place(page, index, props, ...children) {
  const { viewing, chosen, places } = page;
  const isMarked = within(viewing.marked, index);
  return h(
    "div",
    {
      key: String(index),
      id: `place-${index}`,
      role: "option",
      "data-place": index,
      "data-marked": isMarked ? "yes" : null,
      "data-chosen": within(chosen, index) ? "yes" : null,
      "data-active": viewing.active === index ? "yes" : null,
      "aria-selected": isMarked || within(chosen, index) ? "true" : "false",
      "aria-label": children.length ? null : places[index].text,
      ...props,
    },
    ...children,
  );
}

/**
 * @param {Range | null} range
 * @param {number} index
 */
function within(range, index) {
  return range !== null && index >= range.first && index <= range.last;
}

/** @param {Sheet} page */
function listbox(page) {
  return { role: "listbox", "aria-label": page.label, "aria-multiselectable": "true", ...page.props };
}

/** @param {number} fraction */
const percent = (fraction) => `${(fraction * 100).toFixed(3)}%`;

/** @param {Sheet} page */
export function pageImage(page) {
  const { viewing, places } = page;
  const view = viewing.view;
  const ratio = view && view.width ? view.height / view.width : 1.414;
  return h(
    "div",
    { class: "paper", style: { width: percent(viewing.zoom), "aspect-ratio": `1 / ${ratio}` } },
    viewing.image && h("img", { src: viewing.image, alt: "", draggable: "false" }),
    h("div", { class: "words", ...listbox(page) }, places.map(({ box }, index) => box && place(page, index, { style: { left: percent(box[0]), top: percent(box[1]), width: percent(box[2] - box[0]), height: percent(box[3] - box[1]) } }))),
  );
}

/** @param {Sheet} page */
export function textLines(page) {
  const { places } = page;
  return h("div", { class: "text-lines", ...listbox(page) }, lines(places).map((line, number) => h("div", { class: "text-line", role: "group", key: String(number) }, line.map((index) => place(page, index, {}, places[index].text)))));
}

/**
 * Indices of the places by printed line; an empty line stands between paragraphs.
 * @param {Place[]} places
 * @returns {number[][]}
 */
function lines(places) {
  /** @type {number[][]} */
  const found = [];
  let bottom = -Infinity;
  places.forEach(({ box }, index) => {
    const top = box?.[1] ?? 0;
    const isSameLine = found.length > 0 && box && top < bottom - 1e-6;
    if (isSameLine) found[found.length - 1].push(index);
    else found.push([index]);
    if (!isSameLine) bottom = box?.[3] ?? bottom;
  });
  return found;
}

/** @param {Sheet} page */
export function sheet(page) {
  const { places } = page;
  const cells = places.map(({ cell }) => coordinates(cell));
  const columns = Math.max(1, ...cells.map((at) => at?.column ?? 1));
  const rows = [...new Set(cells.flatMap((at) => (at ? [at.row] : [])))].sort((a, b) => a - b);
  const rowAt = new Map(rows.map((row, index) => [row, index + 2]));
  return h(
    "div",
    { class: "cells", style: { "grid-template-columns": `auto repeat(${columns}, max-content)` }, ...listbox(page) },
    Array.from({ length: columns }, (_, index) => h("span", { class: "cell-head", key: `c${index}`, role: "presentation", "aria-hidden": "true", style: { "grid-row": "1", "grid-column": String(index + 2) } }, letters(index + 1))),
    rows.map((row) => h("span", { class: "cell-head", key: `r${row}`, role: "presentation", "aria-hidden": "true", style: { "grid-row": String(rowAt.get(row)), "grid-column": "1" } }, String(row))),
    places.map(({ text }, index) => {
      const at = cells[index];
      return place(page, index, { style: { "grid-row": String(at ? rowAt.get(at.row) : rows.length + 2), "grid-column": String((at?.column ?? 1) + 1) } }, text);
    }),
  );
}

/**
 * Row and column of a cell's reference, "Commande!B7" is row 7 and column 2.
 * @param {string} reference
 */
export function coordinates(reference) {
  const found = /(?:^|!)\$?([A-Z]{1,3})\$?(\d+)/.exec(reference);
  if (!found) return null;
  return { row: Number(found[2]), column: [...found[1]].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0) };
}

/**
 * @param {number} column
 * @returns {string}
 */
function letters(column) {
  return column > 26 ? letters(Math.floor((column - 1) / 26)) + letters(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}

/** @param {Sheet} page */
export function xmlLines(page) {
  return h(
    "div",
    { class: "xml-lines", ...listbox(page) },
    page.places.map((item, index) => place(page, index, { style: { "--depth": String(Math.min(item.depth, 12)) } }, item.term && h("span", { class: "term" }, item.term), item.text && h("span", { class: "content" }, item.text), !item.text && !item.term && "\u00a0")),
  );
}
