// @ts-check
/** The audit trail of a case: who did what, when, and the seal of each entry. */

import { h } from "../dom.js";
import { moment, shown } from "../format.js";
import { named, t } from "../strings.js";
import { language } from "../look.js";
import { about } from "./learned.js";

/** @typedef {import("../types.js").EventView} EventView */

/**
 * @param {EventView[] | null} events
 * @param {boolean} isOpen
 * @param {(isOpen: boolean) => void} ontoggle
 */
export function history(events, isOpen, ontoggle) {
  return h(
    "details",
    { class: "group history", key: "history", ontoggle: (/** @type {Event} */ event) => ontoggle(/** @type {HTMLDetailsElement} */ (event.currentTarget).open), open: isOpen },
    h("summary", {}, h("h2", {}, t("group.history"))),
    isOpen && (events ? h("ol", {}, [...events].reverse().map(entry)) : h("p", { class: "hint" }, t("history.loading"))),
  );
}

/** @param {EventView} event */
function entry(event) {
  const { action, details } = event;
  return h(
    "li",
    { key: String(event.sequence) },
    h("div", {}, h("time", { datetime: event.at, title: moment(event.at, true) }, moment(event.at)), h("span", { class: "seal", title: t("history.seal", { digest: event.digest }) }, event.digest.slice(0, 6))),
    h("div", {}, h("p", {}, h("strong", {}, event.actor.name), " ", named("history", action, { number: text(details.number) })), changes(details.changes), derived(details), lessons(details.lessons), reason(details)),
  );
}

/** @param {Record<string, any>} details what Countersign changed because a person changed something */
function derived(details) {
  const list = Array.isArray(details.derived) ? details.derived : [];
  return list.length > 0 && [h("p", { class: "hint", key: "derived" }, t("history.derived")), changes(list)];
}

/** @param {any} taught what a confirmed correction taught */
function lessons(taught) {
  const names = Array.isArray(taught) ? taught.map((lesson) => about(text(lesson.about))) : [];
  return names.length > 0 && h("p", { class: "hint" }, [...new Set(names)].join(", "));
}

/** @param {any} changed */
function changes(changed) {
  const list = Array.isArray(changed) ? changed : [];
  return list.map((change, index) => h("p", { class: "change", key: String(index) }, change.path === "lines" ? operation(text(change.to)) : [place(text(change.path)), t("colon"), h("del", {}, written(change.path, change.from)), " → ", h("ins", {}, written(change.path, change.to))]));
}

/**
 * What was done with a line, in words: `add:2`, `remove:0`, `move:1:0`.
 * @param {string} said
 */
function operation(said) {
  const [kind, from, to] = said.split(":");
  return named("history.line", kind, { line: Number(from) + 1, to: Number(to) + 1 });
}

/** @param {Record<string, any>} details */
function reason(details) {
  const said = (language === "fr" && text(details.reason_fr)) || text(details.reason) || text(details.refusal) || text(details.message);
  return said && h("q", {}, said);
}

/** @param {any} value */
function text(value) {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/**
 * @param {any} path
 * @param {any} value
 */
function written(path, value) {
  const name = text(path).split(".").at(-1) ?? "";
  const said = text(value);
  if (!said) return t("history.empty");
  return shown(name, said);
}

/**
 * A path of the case in words: "Quantité, ligne 2".
 * @param {string} path
 */
export function place(path) {
  const [head, index, name] = path.split(".");
  if (name === "item") return t("match.item_of", { line: Number(index) + 1 });
  if (head === "lines" && name) return t("line.field", { field: named("field", name), line: Number(index) + 1 });
  if (head === "tax_breakdown" && name) return t("tax.field", { field: named("field", name), line: Number(index) + 1 });
  if (head === "lines") return t("group.lines");
  return ["supplier", "customer", "purchase_order"].includes(head) ? named("match", head) : named("field", head);
}
