// @ts-check
/** The places of a page or XML document that can be pointed at: words, cells, terms; which are marked, and what choosing some means. */

/** @typedef {import("../types.js").Box} Box */
/** @typedef {import("../types.js").Evidence} Evidence */
/** @typedef {import("../types.js").PageView} PageView */
/**
 * @typedef {object} Place
 * @property {string} text
 * @property {Box | null} box
 * @property {string} cell
 * @property {string} xpath
 * @property {string} term the XML element's name
 * @property {number} depth how deep it is nested
 */
/** @typedef {{first: number, last: number}} Range indices, both included */

/**
 * @param {PageView} page
 * @returns {Place[]}
 */
export function wordPlaces(page) {
  return page.words.map(({ text, box, cell }) => ({ text, box, cell, xpath: "", term: "", depth: 0 }));
}

/** More XML terms than these are not shown. */
const MOST_TERMS = 4000;

/**
 * The elements of an XML document in order; a document type declaration is not read, so that no entity is ever expanded.
 * @param {string} text
 * @returns {{places: Place[], root: Document | null}}
 */
export function xmlPlaces(text) {
  const root = text.includes("<!DOCTYPE") ? null : new DOMParser().parseFromString(text, "application/xml");
  if (!root || root.querySelector("parsererror")) return { places: text.split("\n").map((line) => ({ text: line, box: null, cell: "", xpath: "", term: "", depth: 0 })), root: null };
  /** @type {Place[]} */
  const places = [];
  /**
   * @param {Element} element
   * @param {number} depth
   */
  const walk = (element, depth) => {
    if (places.length >= MOST_TERMS) return;
    const own = element.childElementCount ? "" : (element.textContent ?? "").trim();
    places.push({ text: own, box: null, cell: "", xpath: pathOf(element), term: element.localName, depth });
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(root.documentElement, 0);
  return { places, root };
}

/**
 * The places that the evidence points at, null when none is.
 * @param {Place[]} places
 * @param {Evidence} evidence
 * @param {Document | null} root of an XML document
 * @returns {Range | null}
 */
export function marked(places, evidence, root) {
  const target = root && evidence.xpath ? resolved(root, evidence.xpath) : null;
  const isMarked = (/** @type {Place} */ place) => {
    if (target) return place.xpath === target;
    if (evidence.cell) return place.cell === evidence.cell || place.cell.split("!").at(-1) === evidence.cell;
    return Boolean(place.box && evidence.box && covers(evidence.box, place.box));
  };
  const found = places.flatMap((place, index) => (isMarked(place) ? [index] : []));
  return found.length ? { first: found[0], last: found[found.length - 1] } : null;
}

/**
 * Whether most of the word lies within the box.
 * @param {Box} box
 * @param {Box} word
 */
export function covers([left, top, right, bottom], word) {
  const [x, y] = [(word[0] + word[2]) / 2, (word[1] + word[3]) / 2];
  return x > left && x < right && y > top && y < bottom;
}

/**
 * The path, in the form of `xmlPlaces`, of the element that an XPath of names and positions leads to; "" when it leads nowhere.
 * @param {Document} root
 * @param {string} xpath such as `/Invoice/cac:InvoiceLine[2]/ID`; prefixes do not matter
 */
function resolved(root, xpath) {
  /** @type {Element | undefined} */
  let element;
  for (const step of xpath.split("/").filter(Boolean)) {
    const found = /^(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?$/.exec(step);
    const alike = (element ? [...element.children] : [root.documentElement]).filter((child) => child.localName === found?.[1]);
    element = alike[Number(found?.[2] ?? 1) - 1];
    if (!element) return "";
  }
  return element ? pathOf(element) : "";
}

/**
 * The path of local names to an element, with its position where it has siblings of its name.
 * @param {Element} element
 * @returns {string}
 */
function pathOf(element) {
  const parent = element.parentElement;
  if (!parent) return `/${element.localName}`;
  const alike = [...parent.children].filter((other) => other.localName === element.localName);
  return `${pathOf(parent)}/${element.localName}${alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : ""}`;
}

/**
 * The value and the evidence that these places make together.
 * @param {Place[]} places
 * @param {Range} range
 * @param {string} part
 * @param {number} page
 * @returns {{value: string, evidence: Evidence}}
 */
export function taken(places, { first, last }, part, page) {
  const chosen = places.slice(first, last + 1);
  const value = chosen.map((place) => place.text).join(" ").trim();
  const boxes = chosen.flatMap((place) => (place.box ? [place.box] : []));
  /** @type {Box | null} */
  const box = boxes.length ? [Math.min(...boxes.map((b) => b[0])), Math.min(...boxes.map((b) => b[1])), Math.max(...boxes.map((b) => b[2])), Math.max(...boxes.map((b) => b[3]))] : null;
  return { value, evidence: { part, page, box, cell: chosen[0]?.cell ?? "", xpath: chosen[0]?.xpath ?? "", excerpt: value } };
}

/**
 * The place that an arrow key leads to from another: the neighbour in reading order, or the nearest on the line above or below.
 * @param {Place[]} places
 * @param {number} index
 * @param {string} key
 */
export function neighbour(places, index, key) {
  if (key === "Home") return 0;
  if (key === "End") return places.length - 1;
  if (key === "ArrowRight") return Math.min(index + 1, places.length - 1);
  if (key === "ArrowLeft") return Math.max(index - 1, 0);
  const from = places[index]?.box;
  const down = key === "ArrowDown";
  if (!from) return Math.min(Math.max(index + (down ? 1 : -1), 0), places.length - 1);
  const height = from[3] - from[1];
  let best = index;
  let shortest = Infinity;
  places.forEach(({ box }, other) => {
    if (!box) return;
    const rise = (box[1] + box[3] - from[1] - from[3]) / 2;
    if (down ? rise < height * 0.5 : rise > -height * 0.5) return;
    // A line further away costs far more than a word further along the same line.
    const distance = Math.abs(rise) * 8 + Math.abs((box[0] + box[2] - from[0] - from[2]) / 2);
    if (distance < shortest) [best, shortest] = [other, distance];
  });
  return best;
}
