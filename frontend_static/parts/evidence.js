// @ts-check
/** The evidence for one value: the strip of the page around it, or the sentence, cell or XML term as text. */

import { h } from "../dom.js";
import { named, t } from "../strings.js";

/** @typedef {import("../types.js").FieldView} FieldView */
/** @typedef {import("../types.js").Evidence} Evidence */
/** @typedef {import("../types.js").Box} Box */
/**
 * @typedef {object} Pictures
 * @property {(part: string) => boolean} has whether the part's pages exist as images
 * @property {(part: string, page: number) => ImageBitmap | null} bitmap the image of a page, null until it is there
 */

/** How high printed text stands in a strip, in CSS pixels, where the strip is wide enough. */
const TEXT_HEIGHT = 15;
/** The highlighter's colour: paper stays paper in every theme. */
const MARKER = "#ffe27a";

/**
 * @param {object} options
 * @param {FieldView | undefined} options.field
 * @param {string} options.label of the field
 * @param {Pictures} options.pictures
 * @param {() => void} options.onshow
 * @param {boolean} [options.tabbable]
 */
export function evidence({ field, label, pictures, onshow, tabbable = false }) {
  const place = field?.evidence ?? null;
  const box = place && place.page && !place.cell && pictures.has(place.part) ? place.box : null;
  return h(
    "button",
    {
      type: "button",
      class: `evidence ${box ? "strip" : "said"}`,
      tabindex: tabbable ? 0 : -1,
      "aria-label": t(field?.value ? "evidence.show" : "evidence.find", { field: label }),
      title: place?.excerpt || t("evidence.show", { field: label }),
      onclick: onshow,
    },
    place && box ? strip(place, box, pictures) : said(field, place),
  );
}

/**
 * @param {Evidence} place
 * @param {Box} box
 * @param {Pictures} pictures
 */
function strip(place, box, pictures) {
  const key = [place.part, place.page, ...box].join(" ");
  /** @param {HTMLCanvasElement} canvas */
  const drawn = (canvas) => {
    const fit = `${key} ${canvas.clientWidth}x${canvas.clientHeight}@${devicePixelRatio}`;
    if (canvas.dataset.painted === fit || !canvas.clientWidth) return;
    const bitmap = pictures.bitmap(place.part, place.page);
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
  // The value stands at the right, so that its label is seen at its left.
  const x = Math.min(0, canvas.width - room - right * bitmap.width * scale);
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
  if (place.xpath) return [h("code", {}, businessTerm(place)), h("mark", {}, field.text || field.value)];
  return [place.cell && h("code", {}, place.cell), quoted(place.excerpt || field.text || field.value, field.text || field.value)];
}

/** The methods that find a value without a place. */
const NO_PLACE = { person: true, arithmetic: true, terms: true, mail: true, memory: true };

/**
 * The excerpt with the value marked, begun near the value.
 * @param {string} excerpt
 * @param {string} text
 */
function quoted(excerpt, text) {
  const at = text ? excerpt.indexOf(text) : -1;
  if (at < 0) return h("q", {}, excerpt);
  const from = Math.max(0, at - 18);
  return h("q", {}, h("span", {}, `${from ? "…" : ""}${excerpt.slice(from, at)}`), h("mark", {}, text), h("span", {}, excerpt.slice(at + text.length)));
}

/**
 * What the standard calls the value: "BT-1" where the excerpt begins with it (EN 16931), else the XML element.
 * @param {Evidence} place
 */
function businessTerm(place) {
  return /^B[TG]-\d+/.exec(place.excerpt)?.[0] ?? term(place.xpath);
}

/**
 * The last element of an XPath, without prefix and position: `IssueDate`.
 * @param {string} xpath
 */
export function term(xpath) {
  const steps = xpath.split("/").map((step) => step.replace(/\[.*\]$/, "").replace(/^.*:/, "")).filter((step) => step && step !== "*" && step !== "text()");
  return steps.at(-1) ?? "XML";
}
