// @ts-check
/** Page images, fetched once each and kept within a bound; a strip and the viewer share them. */

import * as api from "./api.js";

/** How many pages are kept: on a dense screen a page is some 20 MB. */
const KEPT = 8;
/** The width of a page image in pixels for one device pixel per CSS pixel; a strip magnifies little then. */
const WIDTH = 1240;

/** @typedef {{bitmap: ImageBitmap | null, url: string, failed: boolean}} Image */

/**
 * @param {() => void} onload called when an image has arrived
 */
export function openImages(onload) {
  /** @type {Map<string, Image>} */
  const kept = new Map();
  // Half as much again is sharp enough on a dense screen, and drawn in half the time of twice as much.
  const width = Math.round(WIDTH * Math.min(1.5, Math.max(1, devicePixelRatio)));

  /**
   * @param {string} mail
   * @param {string} part
   * @param {number} page
   * @returns {Image}
   */
  function image(mail, part, page) {
    const key = `${mail} ${part} ${page}`;
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    /** @type {Image} */
    const fresh = { bitmap: null, url: "", failed: false };
    kept.set(key, fresh);
    for (const [old, { bitmap, url }] of kept) {
      if (kept.size <= KEPT) break;
      if (bitmap) bitmap.close();
      if (url) URL.revokeObjectURL(url);
      kept.delete(old);
    }
    load(fresh, mail, part, page);
    return fresh;
  }

  /**
   * @param {Image} fresh
   * @param {string} mail
   * @param {string} part
   * @param {number} page
   */
  async function load(fresh, mail, part, page) {
    try {
      const blob = await api.pageImage(mail, part, page, width);
      fresh.bitmap = await createImageBitmap(blob);
      fresh.url = URL.createObjectURL(blob);
    } catch (error) {
      if (!(error instanceof api.Problem) && !(error instanceof DOMException)) throw error;
      fresh.failed = true;
    }
    onload();
  }

  return { image };
}
