// @ts-check
/** The evidence for one value: the strip of the page around it, or the sentence, cell or XML term as text. */

import { h } from "../dom.js";
import { named, t } from "../strings.js";

/** @typedef {import("../types.js").FieldView} FieldView */
/** @typedef {import("../types.js").Evidence} Evidence */
/** @typedef {import("../types.js").Box} Box */
/** @typedef {(part: string, page: number) => ImageBitmap | null} Bitmaps the image of a page, null until it is there */

/** How high printed text stands in a strip, in CSS pixels, where the strip is wide enough. */
const TEXT_HEIGHT = 15;
/** The highlighter's colour: paper stays paper in every theme. */
const MARKER = "#ffe27a";

/**
 * @param {object} options
 * @param {FieldView | undefined} options.field
 * @param {string} options.label of the field
 * @param {Bitmaps} options.bitmaps
 * @param {() => void} options.onshow
 * @param {boolean} [options.tabbable]
 */
export function evidence({ field, label, bitmaps, onshow, tabbable = false }) {
  const place = field?.evidence ?? null;
  return h(
    "button",
    {
      type: "button",
      class: `evidence ${place?.box && place.page ? "strip" : "said"}`,
      tabindex: tabbable ? 0 : -1,
      "aria-label": t(field?.value ? "evidence.show" : "evidence.find", { field: label }),
      title: place?.excerpt || t("evidence.show", { field: label }),
      onclick: onshow,
    },
    place?.box && place.page ? strip(place, place.box, bitmaps) : said(field, place),
  );
}

/**
 * @param {Evidence} place
 * @param {Box} box
 * @param {Bitmaps} bitmaps
 */
function strip(place, box, bitmaps) {
  const key = [place.part, place.page, ...box].join(" ");
  /** @param {HTMLCanvasElement} canvas */
  const drawn = (canvas) => {
    const fit = `${key} ${canvas.clientWidth}x${canvas.clientHeight}@${devicePixelRatio}`;
    if (canvas.dataset.painted === fit || !canvas.clientWidth) return;
    const bitmap = bitmaps(place.part, place.page);
    if (!bitmap) return;
    paint(canvas, bitmap, box);
    canvas.dataset.painted = fit;
  };
  return h("canvas", { key: "strip", drawn });
}

/**
 * Draws the page around the box, as sharp as the screen is, with the box marked.
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} bitmap
 * @param {Box} box
 */
function paint(canvas, bitmap, [left, top, right, bottom]) {
  const ratio = devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext("2d");
  if (!context) return;
  const [width, height] = [(right - left) * bitmap.width, (bottom - top) * bitmap.height];
  const room = 10 * ratio;
  const scale = Math.min((TEXT_HEIGHT * ratio) / Math.max(height, 1), (canvas.width - room) / Math.max(width, 1), (canvas.height - 4) / Math.max(height, 1));
  const x = canvas.width / 2 - ((left + right) / 2) * bitmap.width * scale;
  const y = canvas.height / 2 - ((top + bottom) / 2) * bitmap.height * scale;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, x, y, bitmap.width * scale, bitmap.height * scale);
  context.globalCompositeOperation = "multiply";
  context.fillStyle = MARKER;
  const margin = 2 * ratio;
  context.fillRect(x + left * bitmap.width * scale - margin, y + top * bitmap.height * scale - margin, width * scale + 2 * margin, height * scale + 2 * margin);
}

/**
 * @param {FieldView | undefined} field
 * @param {Evidence | null} place
 */
function said(field, place) {
  if (!field?.value) return h("span", { class: "quiet" }, t("evidence.none.empty"));
  if (!place) return h("span", { class: "quiet" }, named("evidence.none", field.method in NO_PLACE ? field.method : "default"));
  const where = place.cell || (place.xpath ? term(place.xpath) : "");
  return [where && h("code", {}, where), quoted(place.excerpt || field.text || field.value, field.text || field.value)];
}

/** The methods that find a value without a place. */
const NO_PLACE = { person: true, arithmetic: true, mail: true };

/**
 * The excerpt with the value marked, begun near the value.
 * @param {string} excerpt
 * @param {string} text
 */
function quoted(excerpt, text) {
  const at = text ? excerpt.indexOf(text) : -1;
  if (at < 0) return h("q", {}, excerpt);
  const from = Math.max(0, at - 18);
  return h("q", {}, `${from ? "…" : ""}${excerpt.slice(from, at)}`, h("mark", {}, text), excerpt.slice(at + text.length));
}

/**
 * The last element of an XPath, without prefix and position: `IssueDate`.
 * @param {string} xpath
 */
export function term(xpath) {
  const steps = xpath.split("/").map((step) => step.replace(/\[.*\]$/, "").replace(/^.*:/, "")).filter((step) => step && step !== "*" && step !== "text()");
  return steps.at(-1) ?? "XML";
}
