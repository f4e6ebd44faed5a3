// @ts-check
/** Which uncertain values matter for the ERP, which of them a person has looked at, and which comes next. */

import { currentCase } from "./pane_state.js";
import { levelOf } from "./parts/confidence.js";
import { placeId } from "./parts/findings.js";

/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {import("./types.js").FieldsView} FieldsView */

/** What the ERP takes over or is checked by; the rest (names, ids, terms) only serves to find the partner and the items. */
const HEADER = /_number$|_date$|_amount$|^currency$|^order_reference$|^payment_iban$|^delivery_address$/;
const ROW = /^(quantity|unit_code|net_price|tax_rate|line_amount|requested_delivery_date|taxable_amount|tax_amount)$/;

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {(path: string) => void} jump
 */
export function looking(pane, jump) {
  /** Case, path and value: another value has to be looked at again. @type {Set<string>} */
  const looked = new Set();
  const key = (/** @type {CaseView} */ view, /** @type {{path: string, value: string}} */ { path, value }) => `${view.id} ${path} ${value}`;

  /**
   * The paths of the uncertain values that nobody looked at yet, in reading order.
   * @param {CaseView} view
   */
  const left = (view) => uncertain(view).filter((found) => !looked.has(key(view, found))).map(({ path }) => path);

  /** @param {Event} event the focus came to something in the case */
  function look(event) {
    const view = currentCase(pane.state);
    const found = view && uncertain(view).find(({ path }) => placeId(path) === /** @type {Element} */ (event.target).id);
    if (!view || !found || looked.has(key(view, found))) return;
    looked.add(key(view, found));
    pane.change();
  }

  function next() {
    const view = currentCase(pane.state);
    const [path] = view ? left(view) : [];
    if (path) jump(path);
  }

  return { left, look, next };
}

/** @param {CaseView} view */
function uncertain(view) {
  const found = view.document;
  if (!found || !view.can.correct) return [];
  /** @param {string} place @param {FieldsView} fields @param {string[]} names @param {RegExp} matters */
  const of = (place, fields, names, matters) => names.filter((name) => matters.test(name) && ["check", "unsure"].includes(levelOf(fields[name]))).map((name) => ({ path: `${place}${name}`, value: fields[name].value }));
  return [
    ...of("", found.fields, found.field_names, HEADER),
    ...found.lines.flatMap((line, index) => of(`lines.${index}.`, line, Object.keys(line), ROW)),
    ...found.tax_breakdown.flatMap((row, index) => of(`tax_breakdown.${index}.`, row, Object.keys(row), ROW)),
  ];
}
