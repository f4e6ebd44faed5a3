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
 * The group of fields of this name, false when nothing of it is to be shown.
 * @param {import("../strings.js").Key} group
 * @param {DocumentView} view
 * @param {Editing} editing
 * @param {boolean} isExpanded
 */
export function fieldGroup(group, view, editing, isExpanded) {
  const names = view.field_names.filter((name) => groupOf(name) === group && (isExpanded || isShown(name, view, editing)));
  return names.length > 0 && h("section", { class: "group", key: group, "aria-label": t(group) }, h("h2", {}, t(group)), names.map((name) => field({ path: name, name, label: named("field", name), field: view.fields[name], editing })));
}

/**
 * The button that unfolds the empty fields, false when there are none.
 * @param {DocumentView} view
 * @param {Editing} editing
 * @param {boolean} isExpanded
 * @param {() => void} ontoggle
 */
export function emptyFields(view, editing, isExpanded, ontoggle) {
  const hidden = view.field_names.filter((name) => !isShown(name, view, editing)).length;
  return hidden > 0 && !editing.readonly && h("button", { type: "button", class: "more link", key: "more", "aria-expanded": isExpanded ? "true" : "false", onclick: ontoggle }, isExpanded ? t("group.hide_empty") : counted("group.show_empty", hidden));
}

/**
 * Whether a field stays in sight: it has a value, something is remarked, or it matters most.
 * @param {string} name
 * @param {DocumentView} view
 * @param {Editing} editing
 */
function isShown(name, view, editing) {
  return Boolean(view.fields[name]?.value) || editing.findingsAt(name).length > 0 || editing.errorAt(name) !== "" || ALWAYS.has(name);
}

/** @param {string} name */
function groupOf(name) {
  return (GROUPS.find(([, pattern]) => pattern.test(name)) ?? GROUPS[0])[0];
}
