// @ts-check
/** What stands in a page's place while it loads, or when it cannot be had. */

import { h } from "../dom.js";

/**
 * @param {string} failure why there is no page, "" while it is on its way
 * @param {number} [lines] how long the page will be, about
 */
export function waiting(failure, lines = 3) {
  if (failure) return h("p", { class: "error", role: "alert", key: "failure" }, failure);
  return h("div", { class: "bones", key: "bones", "aria-busy": "true" }, Array.from({ length: lines }, (_, index) => h("span", { class: "bone", key: String(index) })));
}
