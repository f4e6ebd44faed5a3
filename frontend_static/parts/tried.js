// @ts-check
/** What the rules would make of a case: each field of the ERP with its value and the rule that wrote it. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { icon } from "./icon.js";
import { called, takes } from "./rule_value.js";

/** @typedef {import("../types.js").ErpFieldView} ErpFieldView */
/** @typedef {import("../types.js").SettingView} SettingView */

/** More lines are only counted. */
const MOST_LINES = 20;

/**
 * @param {import("../types.js").TriedView} view
 * @param {ErpFieldView[]} fields
 */
export function tried(view, fields) {
  const lines = [...new Set(view.settings.flatMap(({ line }) => (line === null ? [] : [line])))].sort((one, other) => one - other);
  const header = view.settings.filter(({ line }) => line === null);
  const of = (/** @type {number} */ line) => view.settings.filter((one) => one.line === line);
  const offered = fields.filter(({ document_types: types }) => types.includes(view.document_type));
  return [
    view.holds.map((hold) => h("p", { key: `hold ${hold.rule}`, class: "held" }, icon("clock"), t("mapping.try_held", hold))),
    !view.settings.length && h("p", { key: "nothing", class: "hint" }, t("mapping.try_nothing")),
    view.settings.length > 0 &&
      h(
        "table",
        { key: "written" },
        h("thead", {}, h("tr", {}, [t("mapping.field"), t("mapping.value"), t("mapping.try_by")].map((column) => h("th", { key: column, scope: "col" }, column)))),
        header.length > 0 && group("header", t("mapping.on.header"), header, offered),
        lines.slice(0, MOST_LINES).map((line) => group(`line ${line}`, t("mapping.try_line", { line: line + 1, description: view.lines[line]?.description ?? "" }), of(line), offered)),
      ),
    lines.length > MOST_LINES && h("p", { key: "more", class: "hint" }, t("mapping.try_more", { count: lines.length - MOST_LINES })),
  ];
}

/**
 * @param {string} key
 * @param {string} title
 * @param {SettingView[]} settings
 * @param {ErpFieldView[]} fields
 */
function group(key, title, settings, fields) {
  const rows = settings.map((one) => row(one, fields.find(({ name, place }) => name === one.field && place === one.place), fields.length > 0));
  return h("tbody", { key }, h("tr", { key: "title" }, h("th", { class: "group", scope: "rowgroup", colspan: 3 }, title)), rows);
}

/**
 * @param {SettingView} setting
 * @param {ErpFieldView | undefined} field
 * @param {boolean} isKnown whether the ERP told which fields it has
 */
function row({ field: name, value, rule }, field, isKnown) {
  const misfit = field ? !takes(field, value) : isKnown;
  return h(
    "tr",
    { key: name },
    h("th", { scope: "row" }, field ? field.label : isKnown ? t("mapping.unknown", { name }) : name),
    h("td", {}, called(field, value), misfit && h("span", { class: "error" }, " ", icon("alert"), t("mapping.misfit"))),
    h("td", {}, t("mapping.rule", { rule })),
  );
}
