// @ts-check
/** The running totals of the lines against the document's own totals, and VAT by rate. */

import { decimal, difference, isZero, product, rounded, sum, written, ZERO } from "../decimal.js";
import { h } from "../dom.js";
import { number } from "../format.js";
import { named, t } from "../strings.js";
import { cell } from "./lines.js";
import { finding, placeId } from "./findings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").CaseView} CaseView */
/** @typedef {import("../types.js").DocumentView} DocumentView */

/**
 * The sum of the lines: of each its amount, else quantity times price; null when a line has neither.
 * @param {DocumentView} view
 * @returns {import("../decimal.js").Decimal | null}
 */
export function sumOfLines(view) {
  let total = ZERO;
  for (const line of view.lines) {
    const amount = decimal(line.line_amount?.value) ?? computed(line);
    if (!amount) return null;
    total = sum(total, amount);
  }
  return rounded(total, 2);
}

/** @param {import("../types.js").FieldsView} line */
function computed(line) {
  const [quantity, price] = [decimal(line.quantity?.value), decimal(line.net_price?.value)];
  return quantity && price && rounded(product(quantity, price), 2);
}

/** @param {CaseView} view */
export function totals(view) {
  if (!view.document?.lines.length) return false;
  const lines = sumOfLines(view.document);
  const { fields } = view.document;
  const stated = decimal(fields.tax_exclusive_amount?.value);
  const [allowance, charge] = [decimal(fields.allowance_total_amount?.value), decimal(fields.charge_total_amount?.value)];
  const net = lines && sum(difference(lines, allowance ?? ZERO), charge ?? ZERO);
  const gap = net && stated && difference(net, stated);
  return h(
    "dl",
    { class: "totals", key: "totals" },
    row(t("totals.lines"), lines ? amount(lines) : "–"),
    allowance && row(named("field", "allowance_total_amount"), amount(difference(ZERO, allowance))),
    charge && row(named("field", "charge_total_amount"), amount(charge)),
    stated && row(t("totals.document"), amount(rounded(stated, 2))),
    gap && (isZero(gap) ? row(t("totals.agree"), icon("check"), "agree") : row(t("totals.difference"), amount(gap), "differ")),
  );
}

/**
 * @param {string} label
 * @param {import("../dom.js").Child} value
 * @param {string} [mood]
 */
function row(label, value, mood) {
  return h("div", { key: label, "data-mood": mood }, h("dt", {}, label), h("dd", {}, value));
}

/** @param {import("../decimal.js").Decimal} value */
function amount(value) {
  return number(written(value), 2);
}

const COLUMNS = /** @type {const} */ (["tax_rate", "taxable_amount", "tax_amount"]);

/**
 * @param {CaseView} view
 * @param {import("./field.js").Editing} editing
 * @param {import("./lines.js").LineWork} work
 */
export function taxBreakdown(view, editing, work) {
  const rows = view.document?.tax_breakdown ?? [];
  const general = editing.findingsAt("tax_breakdown");
  if (!rows.length && !general.length) return false;
  return h(
    "section",
    { class: "group tax", key: "tax", "aria-label": t("group.tax"), id: placeId("tax_breakdown") },
    h("h2", {}, t("group.tax")),
    rows.length > 0 && h(
      "table",
      {},
      h("thead", {}, h("tr", {}, COLUMNS.map((name) => h("th", { scope: "col", class: name, "aria-label": named("field", name) }, t(`column.${name}`))))),
      rows.map((fields, index) => {
        const path = `tax_breakdown.${index}`;
        const findings = [path, ...COLUMNS.map((name) => `${path}.${name}`)].flatMap((at) => editing.findingsAt(at));
        return h(
          "tbody",
          { key: path, id: placeId(path) },
          h("tr", { class: "numbers" }, COLUMNS.map((name) => h("td", { key: name, class: name }, cell(path, name, index, fields, editing, work, view)))),
          findings.length > 0 && h("tr", { class: "said" }, h("td", { colspan: COLUMNS.length }, findings.map(finding))),
        );
      }),
    ),
    general.map(finding),
  );
}
