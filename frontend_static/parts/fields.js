// @ts-check
/** The header fields of a document in groups; fields that are empty and unremarked stay folded away. */

import { h } from "../dom.js";
import { counted, named, t } from "../strings.js";
import { field } from "./field.js";

/** @typedef {import("../types.js").DocumentView} DocumentView */
/** @typedef {import("./field.js").Editing} Editing */

/** @type {[import("../strings.js").Key, RegExp][]} in the order in which a clerk reads */
const GROUPS = [
  ["group.identity", /_number$|_date$|_reference$|^currency$/],
  ["group.amounts", /_amount$/],
  ["group.payment", /^payment_/],
  ["group.delivery", /^delivery_/],
  ["group.parties", /^(seller|buyer)_/],
];
/** Fields that stay in sight even when nothing was found for them. */
const ALWAYS = new Set(["invoice_number", "order_number", "issue_date", "tax_inclusive_amount"]);

/**
 * The group of fields of this name, false when the document has none.
 * @param {import("../strings.js").Key} group
 * @param {DocumentView} view
 * @param {Editing} editing
 * @param {boolean} isExpanded
 * @param {() => void} onexpand
 */
export function fieldGroup(group, view, editing, isExpanded, onexpand) {
  const names = view.field_names.filter((name) => groupOf(name) === group);
  if (!names.length) return false;
  const isShown = (/** @type {string} */ name) => Boolean(view.fields[name]?.value) || editing.findingsAt(name).length > 0 || editing.errorAt(name) !== "" || ALWAYS.has(name);
  const visible = isExpanded ? names : names.filter(isShown);
  const hidden = names.length - visible.length;
  if (!visible.length && editing.readonly) return false;
  return h(
    "section",
    { class: "group", key: group, "aria-label": t(group) },
    h("h2", {}, t(group)),
    visible.map((name) => field({ path: name, name, label: named("field", name), field: view.fields[name], editing })),
    hidden > 0 && !editing.readonly && h("button", { type: "button", class: "more link", onclick: onexpand }, counted("group.show_empty", hidden)),
  );
}

/** @param {string} name */
function groupOf(name) {
  return (GROUPS.find(([, pattern]) => pattern.test(name)) ?? GROUPS[0])[0];
}

/**
 * The group that holds the field of this name.
 * @param {string} name
 */
export function groupOfField(name) {
  return groupOf(name);
}
