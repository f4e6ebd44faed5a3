// @ts-check
/** The practice ERP's list of records and one record with its lines, files and history. */

import { h } from "../dom.js";
import { moment, size } from "../format.js";
import { t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").Rows} Rows */

/**
 * @param {Rows} rows
 * @param {string} label
 * @param {((row: string[]) => string) | null} address of a row's record
 */
export function table(rows, label, address) {
  const isNumber = rows.columns.map((_, column) => rows.rows.some((row) => row[column]) && rows.rows.every((row) => /^(?:[\u2212-]?\d[\s\d.,]*[€%]?)?$/.test(row[column] ?? "")));
  return h(
    "div",
    { class: "table-frame", tabindex: 0, role: "region", "aria-label": label },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, rows.columns.map((column, index) => h("th", { scope: "col", key: column, class: isNumber[index] ? "number" : null }, column)))),
      h("tbody", {}, rows.rows.map((row, at) => h("tr", { key: String(at) }, row.map((value, index) => h("td", { key: String(index), class: isNumber[index] ? "number" : null }, index === 0 && address ? h("a", { href: address(row) }, value) : value))))),
    ),
    !rows.rows.length && h("p", { class: "hint" }, t("erp.none")),
  );
}

/**
 * @param {import("../types.js").ErpRecord} view
 * @param {string} back address of the list
 * @param {(file: {name: string, url: string}) => void} onfile
 */
export function record(view, back, onfile) {
  return h(
    "article",
    { class: "record" },
    h("p", {}, h("a", { href: back, class: "back" }, icon("left"), t("erp.back"))),
    h("h2", { id: "record-title", tabindex: -1 }, view.title),
    h("dl", { class: "record-fields" }, view.fields.filter((field) => field.value).map((field) => h("div", { key: field.label }, h("dt", {}, field.label), h("dd", {}, field.value)))),
    view.lines.rows.length > 0 && h("section", { key: "lines" }, h("h3", {}, t("erp.lines")), table(view.lines, t("erp.lines"), null)),
    view.files.length > 0 && h("section", { key: "files" }, h("h3", {}, t("erp.files")), h("ul", { class: "files" }, view.files.map((file) => h("li", { key: file.url }, h("button", { type: "button", class: "link", onclick: () => onfile(file) }, icon("download"), file.name), h("span", { class: "quiet" }, size(file.size)))))),
    view.history.length > 0 && h("section", { key: "history" }, h("h3", {}, t("erp.history")), h("ol", { class: "record-history" }, view.history.map((event, index) => h("li", { key: String(index) }, h("time", { datetime: event.at }, moment(event.at, true)), h("span", {}, event.text))))),
  );
}
