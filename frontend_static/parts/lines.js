// @ts-check
/** The lines of the document as a small spreadsheet: two rows a line, so that every column fits a pane of 320 pixels. */

import { h } from "../dom.js";
import { named, t } from "../strings.js";
import { confidence, levelOf } from "./confidence.js";
import { field, input, worst } from "./field.js";
import { finding, placeId } from "./findings.js";
import { icon, iconButton } from "./icon.js";
import { learned, learnedLines } from "./learned.js";
import { match } from "./match.js";

/** @typedef {import("../types.js").FieldsView} FieldsView */
/** @typedef {import("./field.js").Editing} Editing */
/**
 * @typedef {object} LineWork what a person can do with lines
 * @property {number} open index of the line whose details are unfolded, -1 for none
 * @property {(index: number) => void} onopen
 * @property {(operation: string, focus: string) => void} onoperation `add:2`, `remove:0` or `move:1:0`, and the path to focus then
 * @property {(path: string) => void} onactive the person is in this cell
 */

/** The columns under the description. */
const COLUMNS = /** @type {const} */ (["quantity", "unit_code", "net_price", "tax_rate", "line_amount"]);
/** What a customer's change tells of a line, shown where it does. */
const TOLD = ["line_number", "previous_quantity"];
/** What a line may have besides, shown when it is unfolded. */
const DETAILS = ["seller_item_id", "buyer_item_id", "gtin", "requested_delivery_date"];

/**
 * @param {import("../types.js").CaseView} view
 * @param {Editing} editing
 * @param {LineWork} work
 * @param {import("./match.js").Choices} choices
 */
export function lines(view, editing, work, choices) {
  const rows = view.document?.lines ?? [];
  const add = () => work.onoperation(`add:${rows.length}`, `lines.${rows.length}.description`);
  return h(
    "section",
    { class: "group lines", key: "lines", "aria-label": t("group.lines") },
    h("h2", {}, t("group.lines"), h("span", { class: "quiet" }, ` ${rows.length}`)),
    learnedLines(rows),
    rows.length > 0 && h("table", {}, h("caption", { class: "spoken" }, t("lines.caption")), heading(), rows.map((row, index) => line(view, row, index, editing, work, choices))),
    !rows.length && h("p", { class: "hint" }, t("lines.none")),
    editing.findingsAt("lines").map(finding),
    !editing.readonly && h("div", { class: "below" }, h("button", { type: "button", class: "link", id: "lines-add", onclick: add }, icon("plus"), t("lines.add")), rows.length > 0 && h("span", { class: "hint keys" }, t("lines.keys"))),
  );
}

function heading() {
  return h("thead", {}, h("tr", {}, COLUMNS.map((name) => h("th", { scope: "col", class: name, "aria-label": named("field", name) }, t(`column.${name}`)))));
}

/**
 * @param {import("../types.js").CaseView} view
 * @param {FieldsView} row
 * @param {number} index
 * @param {Editing} editing
 * @param {LineWork} work
 * @param {import("./match.js").Choices} choices
 */
function line(view, row, index, editing, work, choices) {
  const path = `lines.${index}`;
  const item = view.matches[`${path}.item`]?.best;
  const isOpen = work.open === index;
  const cells = ["description", ...COLUMNS];
  const here = [path, ...cells.map((name) => `${path}.${name}`), `${path}.purchase_order_line`, ...(isOpen ? [] : [`${path}.item`, ...DETAILS.map((name) => `${path}.${name}`)])];
  const findings = here.flatMap((at) => editing.findingsAt(at));
  const errors = here.map((at) => [at, editing.errorAt(at)]).filter(([, error]) => error);
  return h(
    "tbody",
    { key: path, "data-worst": worst(findings), "data-open": isOpen ? "yes" : null, id: placeId(path) },
    h(
      "tr",
      { class: "top" },
      h(
        "td",
        { colspan: COLUMNS.length },
        h(
          "div",
          { class: "top-cells" },
          h("span", { class: "line-number", "aria-hidden": "true" }, String(index + 1)),
          cell(path, "description", index, row, editing, work, view),
          h(
            "button",
            { type: "button", class: "item", "data-found": item ? "yes" : "no", "aria-expanded": isOpen ? "true" : "false", "aria-label": `${t("match.item_of", { line: index + 1 })}${t("colon")}${item?.label ?? t("match.no_item")}`, title: item?.label ?? t("match.no_item"), onclick: () => work.onopen(isOpen ? -1 : index) },
            item ? item.number || item.label : t("match.no_item"),
            icon("chevron"),
          ),
        ),
      ),
    ),
    h("tr", { class: "numbers" }, COLUMNS.map((name) => h("td", { class: name, key: name }, cell(path, name, index, row, editing, work, view)))),
    (findings.length > 0 || errors.length > 0) && h("tr", { key: "findings", class: "said" }, h("td", { colspan: COLUMNS.length }, findings.map(finding), errors.map(([at, error]) => h("p", { class: "error", id: `${placeId(at)}-error`, key: at }, error)))),
    isOpen && details(view, path, row, index, editing, choices),
  );
}

/**
 * @param {import("../types.js").CaseView} view
 * @param {string} path
 * @param {FieldsView} row
 * @param {number} index
 * @param {Editing} editing
 * @param {import("./match.js").Choices} choices
 */
function details(view, path, row, index, editing, choices) {
  return h(
    "tr",
    { key: "details", class: "details" },
    h(
      "td",
      { colspan: COLUMNS.length },
      match({ path: `${path}.item`, label: t("match.item_of", { line: index + 1 }), match: view.matches[`${path}.item`], choices, editing }),
      [...TOLD.filter((name) => row[name]?.value), ...DETAILS.filter((name) => row[name]?.value || !editing.readonly)].map((name) => field({ path: `${path}.${name}`, name, label: named("field", name), field: row[name], editing })),
    ),
  );
}

/**
 * One cell of a line or of the VAT table.
 * @param {string} row path of the row
 * @param {string} name
 * @param {number} index
 * @param {FieldsView} fields
 * @param {Editing} editing
 * @param {LineWork} work
 * @param {import("../types.js").CaseView} view
 */
export function cell(row, name, index, fields, editing, work, view) {
  const path = `${row}.${name}`;
  const id = placeId(path);
  const level = editing.isSaving(path) ? "saving" : levelOf(fields[name]);
  const isLine = row.startsWith("lines");
  const label = t(isLine ? "line.field" : "tax.field", { field: named("field", name), line: index + 1 });
  const props = {
    "aria-label": label,
    "data-level": level,
    onfocus: () => work.onactive(path),
    onkeydown: (/** @type {KeyboardEvent} */ event) => keydown(event, row, name, index, editing, work, view),
  };
  return [input({ path, name, field: fields[name], editing, id, props }), h("span", { class: "spoken", id: `${id}-confidence` }, t(`confidence.${level}`))];
}

/**
 * Enter and the arrows go from line to line in one column, as in a spreadsheet; Alt with them moves the line itself.
 * @param {KeyboardEvent} event
 * @param {string} row
 * @param {string} name
 * @param {number} index
 * @param {Editing} editing
 * @param {LineWork} work
 * @param {import("../types.js").CaseView} view
 */
function keydown(event, row, name, index, editing, work, view) {
  const [kind] = row.split(".");
  const count = (kind === "lines" ? view.document?.lines : view.document?.tax_breakdown)?.length ?? 0;
  const step = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0;
  const target = index + step;
  if (event.ctrlKey && event.key === "z") return editing.onundo(`${row}.${name}`, event);
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") editing.onrevert(`${row}.${name}`, /** @type {HTMLInputElement} */ (event.currentTarget));
  if (event.altKey && event.key === "Enter") {
    event.preventDefault();
    editing.onshow(`${row}.${name}`);
  } else if (event.altKey && kind === "lines" && !editing.readonly && (event.key === "Delete" || step)) {
    event.preventDefault();
    if (event.key === "Delete") work.onoperation(`remove:${index}`, `lines.${Math.min(index, count - 2)}.${name}`);
    else if (target >= 0 && target < count) work.onoperation(`move:${index}:${target}`, `lines.${target}.${name}`);
  } else if (step) {
    event.preventDefault();
    (document.getElementById(placeId(`${kind}.${target}.${name}`)) ?? (target >= count && kind === "lines" ? document.getElementById("lines-add") : null))?.focus();
  }
}

/**
 * The evidence of the cell that the person is in, with the line's tools: the counterpart of a spreadsheet's formula bar.
 * @param {object} options
 * @param {string} options.path
 * @param {import("../types.js").FieldView | undefined} options.field
 * @param {number} options.count how many lines there are
 * @param {Editing} options.editing
 * @param {LineWork} options.work
 * @param {import("../dom.js").Description} options.strip
 */
export function cellBar({ path, field: view, count, editing, work, strip }) {
  const [kind, at, name] = path.split(".");
  const index = Number(at);
  const line = index + 1;
  const tools = kind === "lines" && !editing.readonly && h(
    "div",
    { class: "tools", role: "group", "aria-label": t("lines.tools", { line }) },
    iconButton("up", t("lines.up", { line }), { "aria-disabled": index === 0 ? "true" : null, onclick: () => index > 0 && work.onoperation(`move:${index}:${index - 1}`, `lines.${index - 1}.${name}`) }),
    iconButton("down", t("lines.down", { line }), { "aria-disabled": index === count - 1 ? "true" : null, onclick: () => index < count - 1 && work.onoperation(`move:${index}:${index + 1}`, `lines.${index + 1}.${name}`) }),
    iconButton("trash", t("lines.remove", { line }), { onclick: () => work.onoperation(`remove:${index}`, `lines.${Math.min(index, count - 2)}.${name}`) }),
  );
  const label = t(kind === "lines" ? "line.field" : "tax.field", { field: named("field", name), line });
  return h("div", { class: "cell-bar", key: "cell-bar" }, h("div", { class: "cell-name" }, h("span", {}, label), confidence(levelOf(view), "cell-bar-confidence")), strip, tools, learned(view?.learned_from, "cell-bar-learned"));
}
