// @ts-check
/** The inputs of a rule: choices, texts, the catalog's partners and items, and whatever a field of the ERP takes. */

import { h } from "../dom.js";
import { t } from "../strings.js";

/** @typedef {import("../types.js").ErpFieldView} ErpFieldView */
/** @typedef {import("../types.js").Choice} Choice */
/**
 * @typedef {object} Input
 * @property {string} id
 * @property {string} label
 * @property {string} value
 * @property {(value: string) => void} onvalue
 */

const typed = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.currentTarget).value;

/**
 * @param {Input} input
 * @param {import("../dom.js").Props} [props]
 */
export function text({ id, label, value, onvalue }, props = {}) {
  return h("input", { key: id, id, "aria-label": label, placeholder: label, title: label, autocomplete: "off", value, oninput: (/** @type {Event} */ event) => onvalue(typed(event)), ...props });
}

/**
 * A list to choose from, in groups; a value that is not in it stays and says so.
 * @param {Input} input
 * @param {{label: string, choices: Choice[]}[]} groups one without a label stands alone
 */
export function choice({ id, label, value, onvalue }, groups) {
  const isThere = groups.some(({ choices }) => choices.some((one) => one.value === value));
  const option = (/** @type {Choice} */ one) => h("option", { key: one.value, value: one.value }, one.label);
  return h(
    "select",
    { key: id, id, "aria-label": label, title: label, value, onchange: (/** @type {Event} */ event) => onvalue(typed(event)) },
    !value && h("option", { key: "", value: "" }, t("mapping.choose")),
    value && !isThere && h("option", { key: `gone ${value}`, value }, t("mapping.unknown", { name: value.replace(/^(header|line):/, "") })),
    groups.map((group) => (group.label ? h("optgroup", { key: group.label, label: group.label }, group.choices.map(option)) : group.choices.map(option))),
  );
}

/**
 * A partner or an item by its id, looked for in the catalog while it is typed.
 * @param {Input} input
 * @param {string} name what the id stands for, "" when that is not known
 * @param {Choice[]} found
 */
export function searched(input, name, found) {
  return [
    text(input, { list: `${input.id}-list`, "aria-describedby": `${input.id}-name` }),
    h("datalist", { key: `${input.id}-list`, id: `${input.id}-list` }, found.map((one) => h("option", { key: one.value, value: one.value, label: one.label }))),
    h("span", { key: `${input.id}-name`, id: `${input.id}-name`, class: "hint named" }, name),
  ];
}

/**
 * What a field of the ERP takes.
 * @param {Input} input
 * @param {ErpFieldView | undefined} field
 */
export function ofField(input, field) {
  if (field?.type === "yes_no") return choice(input, [{ label: "", choices: yesNo() }]);
  if (field?.type === "choice" && field.choices.length) return choice(input, [{ label: "", choices: field.choices }]);
  if (field?.type === "shares") return searched(input, called(field, input.value), field.choices);
  if (field?.type === "date") return text(input, { type: "date" });
  return text(input, field?.type === "number" ? { inputmode: "decimal" } : {});
}

/**
 * The value as people call it.
 * @param {ErpFieldView | undefined} field
 * @param {string} value
 */
export function called(field, value) {
  const choices = field?.type === "yes_no" ? yesNo() : (field?.choices ?? []);
  return choices.find((one) => one.value === value)?.label ?? value;
}

/**
 * Whether the field takes the value, as far as can be told here.
 * @param {ErpFieldView} field
 * @param {string} value
 */
export function takes(field, value) {
  if (field.type === "yes_no") return value === "yes" || value === "no";
  if (field.type === "choice" && field.choices.length) return field.choices.some((one) => one.value === value);
  if (field.type === "shares") {
    const known = field.choices.flatMap((one) => shared(one.value));
    return shared(value).length > 0 && shared(value).every((name) => !known.length || known.includes(name));
  }
  if (field.type === "date") return /^\d{4}-\d{2}-\d{2}$/.test(value);
  return field.type !== "number" || /^-?\d+(\.\d+)?$/.test(value);
}

/**
 * What it is that has shares in percent: `{"12": 60, "15,31": 40}`.
 * @param {string} value
 * @returns {string[]}
 */
function shared(value) {
  try {
    return Object.keys(JSON.parse(value) ?? {}).flatMap((names) => names.split(",").map((name) => name.trim()));
  } catch {
    return [];
  }
}

function yesNo() {
  return [{ value: "yes", label: t("mapping.yes") }, { value: "no", label: t("mapping.no") }];
}
