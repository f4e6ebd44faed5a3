// @ts-check
/** One value of the document: label, typed input, confidence and its evidence beside it. */

import { h } from "../dom.js";
import { kindOf, shown } from "../format.js";
import { t } from "../strings.js";
import { confidence, levelOf } from "./confidence.js";
import { datePicker } from "./date_picker.js";
import { evidence } from "./evidence.js";
import { findingsHere, placeId } from "./findings.js";
import { learned } from "./learned.js";

/** @typedef {import("../types.js").FieldView} FieldView */
/** @typedef {import("../types.js").FindingView} FindingView */
/**
 * @typedef {object} Editing what every input of the case needs to know
 * @property {boolean} readonly
 * @property {(path: string) => FindingView[]} findingsAt
 * @property {(path: string) => string} errorAt why the last value given for the path was not saved
 * @property {(path: string) => boolean} isSaving
 * @property {import("./evidence.js").Pictures} pictures
 * @property {(path: string, input: HTMLInputElement) => void} onvalue the person finished typing
 * @property {(path: string, input: HTMLInputElement) => void} onrevert the person wants the saved value back
 * @property {(path: string, event: KeyboardEvent) => void} onundo the person wants the value back that stood before the saved one
 * @property {(path: string) => void} onshow the person wants to see the evidence
 */

/** Values too long for half the pane's width. */
const WIDE = new Set(["payment_iban", "delivery_address", "payment_terms"]);

/**
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.name
 * @param {string} options.label
 * @param {FieldView | undefined} options.field
 * @param {Editing} options.editing
 */
export function field({ path, name, label, field: view, editing }) {
  const id = placeId(path);
  const findings = editing.findingsAt(path);
  const error = editing.errorAt(path);
  const level = editing.isSaving(path) ? "saving" : levelOf(view);
  return h(
    "div",
    { class: `field ${WIDE.has(name) ? "wide" : ""}`, key: path, "data-path": path, "data-level": level, "data-worst": worst(findings) },
    h("label", { for: id }, label),
    confidence(level, `${id}-confidence`),
    kindOf(name) === "date" ? date({ path, name, label, field: view, editing, id }) : input({ path, name, field: view, editing, id }),
    evidence({ field: view, label, pictures: editing.pictures, onshow: () => editing.onshow(path) }),
    learned(view?.learned_from, `${id}-learned`),
    findingsHere(findings, `${id}-findings`),
    error && h("p", { class: "error", id: `${id}-error` }, error),
  );
}

/**
 * @param {{path: string, name: string, label: string, field: FieldView | undefined, editing: Editing, id: string}} options
 */
function date({ path, name, label, field: view, editing, id }) {
  const picker = !editing.readonly && datePicker({ id, name, label, value: view?.value ?? "", onpick: (typed) => editing.onvalue(path, typed) });
  return h("div", { class: "date" }, input({ path, name, field: view, editing, id }), picker);
}

/**
 * The input for one value, also for the cells of tables; saves when the person leaves it or presses Enter.
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.name
 * @param {FieldView | undefined} options.field
 * @param {Editing} options.editing
 * @param {string} options.id
 * @param {import("../dom.js").Props} [options.props]
 */
export function input({ path, name, field: view, editing, id, props = {} }) {
  const kind = kindOf(name);
  const isInvalid = Boolean(editing.errorAt(path)) || editing.findingsAt(path).some((found) => found.severity === "blocking");
  const described = [`${id}-confidence`, view?.learned_from && !path.includes(".") && `${id}-learned`, editing.findingsAt(path).length && `${id}-findings`, editing.errorAt(path) && `${id}-error`];
  const isNumber = kind === "amount" || kind === "number";
  return h(name === "delivery_address" ? "textarea" : "input", {
    id,
    type: name === "delivery_address" ? null : "text",
    rows: name === "delivery_address" ? 3 : null,
    inputmode: isNumber ? "decimal" : kind === "date" ? "text" : null,
    placeholder: kind === "date" && !editing.readonly ? t("date.example") : null,
    list: kind === "unit" ? "unit-names" : null,
    class: isNumber ? "number" : kind === "iban" ? "iban" : null,
    autocomplete: "off",
    spellcheck: "false",
    readonly: editing.readonly,
    value: shown(name, view?.value ?? ""),
    "aria-describedby": described.filter(Boolean).join(" "),
    "aria-invalid": isInvalid ? "true" : null,
    "aria-keyshortcuts": "Alt+Enter",
    title: view?.text && view.text !== shown(name, view.value) ? view.text : null,
    onblur: (/** @type {FocusEvent} */ event) => editing.onvalue(path, /** @type {HTMLInputElement} */ (event.currentTarget)),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "z" && event.ctrlKey) {
        editing.onundo(path, event);
      } else if (event.key === "Enter" && event.altKey) {
        event.preventDefault();
        editing.onshow(path);
      } else if (event.key === "Enter" && !event.ctrlKey && name !== "delivery_address") {
        editing.onvalue(path, /** @type {HTMLInputElement} */ (event.currentTarget));
      } else if (event.key === "Escape") {
        editing.onrevert(path, /** @type {HTMLInputElement} */ (event.currentTarget));
      }
    },
    ...props,
  });
}

/**
 * The severity of the worst of some findings, null for none.
 * @param {FindingView[]} findings
 */
export function worst(findings) {
  return ["blocking", "warning", "info"].find((severity) => findings.some((found) => found.severity === severity)) ?? null;
}
