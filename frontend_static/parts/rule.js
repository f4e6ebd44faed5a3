// @ts-check
/** One rule of the mapping table: when the conditions hold, then the effect, and the buttons that move and remove it. */

import { h } from "../dom.js";
import { emptyCode, emptyCondition } from "../rules.js";
import { named, t } from "../strings.js";
import { icon, iconButton } from "./icon.js";
import { choice, ofField, searched, text } from "./rule_value.js";

/** @typedef {import("../rules.js").Rule} Rule */
/** @typedef {import("../rules.js").Condition} Condition */
/** @typedef {import("../types.js").ErpFieldView} ErpFieldView */
/** @typedef {import("../types.js").SubjectView} SubjectView */
/**
 * @typedef {object} Table what the rules are made of, and what becomes of them
 * @property {SubjectView[]} subjects
 * @property {ErpFieldView[]} fields
 * @property {Record<string, string>} names of partners and items
 * @property {{input: string, choices: import("../types.js").Choice[]}} found by the search of one input
 * @property {number} count of rules
 * @property {() => void} onchange
 * @property {(input: string, subject: string, query: string) => void} onsearch
 * @property {(index: number, step: number) => void} onmove
 * @property {(index: number) => void} onremove
 */

const ACTIONS = ["set", "copy", "translate", "hold"];
const MOST_CONDITIONS = 5;
/** What is looked for in the catalog. */
const SEARCHED = ["customer", "supplier", "item"];

/**
 * @param {Rule} rule
 * @param {number} index
 * @param {Table} table
 */
export function rule(rule, index, table) {
  const number = index + 1;
  const at = (/** @type {string} */ what) => `${rule.key}-${what}`;
  return h(
    "li",
    { key: rule.key, class: "rule", "aria-labelledby": at("name") },
    h("h3", { id: at("name"), tabindex: -1 }, t("mapping.rule", { rule: number })),
    h(
      "div",
      { class: "when", role: "group", "aria-label": t("mapping.when") },
      h("span", { class: "word" }, rule.when.length ? t("mapping.when") : t("mapping.always")),
      rule.when.map((one, place) => condition(rule, one, place, number, table)),
      rule.when.length < MOST_CONDITIONS && add(at("add"), t("mapping.add_condition"), () => addCondition(rule, table)),
    ),
    h("div", { class: "then", role: "group", "aria-label": t("mapping.then") }, h("span", { class: "word" }, t("mapping.then")), effect(rule, number, table)),
    h(
      "div",
      { class: "deeds" },
      iconButton("up", t("mapping.up", { rule: number }), { id: at("up"), "aria-disabled": index === 0 ? "true" : null, onclick: () => index > 0 && table.onmove(index, -1) }),
      iconButton("down", t("mapping.down", { rule: number }), { id: at("down"), "aria-disabled": number === table.count ? "true" : null, onclick: () => number < table.count && table.onmove(index, 1) }),
      iconButton("trash", t("mapping.remove_rule", { rule: number }), { id: at("remove"), onclick: () => table.onremove(index) }),
    ),
  );
}

/**
 * @param {Rule} rule
 * @param {Table} table
 */
function addCondition(rule, table) {
  const added = emptyCondition();
  rule.when.push(added);
  table.onchange();
  focus(`${added.key}-subject`);
}

/** @param {string} id */
function focus(id) {
  document.getElementById(id)?.focus();
}

/**
 * @param {string} id
 * @param {string} label
 * @param {() => void} onclick
 */
function add(id, label, onclick) {
  return h("button", { type: "button", class: "link", key: id, id, onclick }, icon("plus"), label);
}

/**
 * @param {Rule} rule
 * @param {Condition} one
 * @param {number} place
 * @param {number} number
 * @param {Table} table
 */
function condition(rule, one, place, number, table) {
  const subject = table.subjects.find(({ name }) => name === one.subject);
  const set = (/** @type {Partial<Condition>} */ changes) => (Object.assign(one, changes), table.onchange());
  const remove = () => {
    rule.when.splice(place, 1);
    table.onchange();
    focus(`${rule.key}-add`);
  };
  const choose = (/** @type {string} */ name) => set({ subject: name, operator: table.subjects.find((it) => it.name === name)?.operators[0] ?? "is", value: "" });
  return h(
    "div",
    { key: one.key, class: "condition" },
    choice({ id: `${one.key}-subject`, label: t("mapping.subject"), value: one.subject, onvalue: choose }, subjectGroups(table.subjects)),
    choice({ id: `${one.key}-operator-${one.subject}`, label: t("mapping.compare"), value: one.operator, onvalue: (operator) => set({ operator }) }, [{ label: "", choices: (subject?.operators ?? ["is"]).map((value) => ({ value, label: named("mapping.is", value) })) }]),
    h("div", { class: "value" }, compared(one, subject, set, table)),
    iconButton("close", t("mapping.remove_condition", { condition: place + 1, rule: number }), { id: `${one.key}-remove`, onclick: remove }),
  );
}

/**
 * What a condition compares with.
 * @param {Condition} one
 * @param {SubjectView | undefined} subject
 * @param {(changes: Partial<Condition>) => void} set
 * @param {Table} table
 */
function compared(one, subject, set, table) {
  const input = { id: `${one.key}-value-${one.subject}`, label: t("mapping.value"), value: one.value, onvalue: (/** @type {string} */ value) => set({ value }) };
  if (subject?.choices.length) return choice(input, [{ label: "", choices: subject.choices }]);
  if (!SEARCHED.includes(one.subject)) return text(input, subject?.operators.includes("at_least") ? { inputmode: "decimal" } : {});
  const search = (/** @type {string} */ value) => (set({ value }), table.onsearch(input.id, one.subject, value));
  return searched({ ...input, label: t("mapping.search"), onvalue: search }, table.names[`${one.subject} ${one.value}`] ?? "", table.found.input === input.id ? table.found.choices : []);
}

/**
 * @param {Rule} rule
 * @param {number} number
 * @param {Table} table
 */
function effect({ key, then }, number, table) {
  const set = (/** @type {Partial<import("../rules.js").Effect>} */ changes) => (Object.assign(then, changes), table.onchange());
  const field = table.fields.find(({ name, place }) => name === then.field && place === then.place);
  const act = (/** @type {string} */ action) => set({ action, value: action === "translate" ? "unit_code" : "", codes: action === "translate" ? [emptyCode()] : [], ...(action === "hold" && { field: "", place: /** @type {const} */ ("header") }) });
  const fill = (/** @type {string} */ chosen) => {
    const [place, ...name] = chosen.split(":");
    set({ place: /** @type {import("../types.js").Place} */ (place), field: name.join(":"), ...(then.action === "set" && { value: "" }) });
  };
  const action = choice({ id: `${key}-action`, label: t("mapping.action"), value: then.action, onvalue: act }, [{ label: "", choices: ACTIONS.map((value) => ({ value, label: named("mapping.do", value) })) }]);
  const onvalue = (/** @type {string} */ value) => set({ value });
  if (then.action === "hold") return [action, h("div", { class: "value", key: "hold" }, text({ id: `${key}-sentence`, label: t("mapping.sentence"), value: then.value, onvalue }))];
  const of = then.field && `${then.place}:${then.field}`;
  return [
    action,
    choice({ id: `${key}-field`, label: t("mapping.field"), value: of, onvalue: fill }, fieldGroups(then.action === "translate" ? table.fields.filter(({ place }) => place === "line") : table.fields)),
    h("div", { class: "value", key: "value" }, written({ key, then }, field, table, onvalue)),
    then.action === "translate" && codes({ key, then }, field, number, table),
  ];
}

/**
 * What is written into the field.
 * @param {Pick<Rule, "key" | "then">} rule
 * @param {ErpFieldView | undefined} field
 * @param {Table} table
 * @param {(value: string) => void} onvalue
 */
function written({ key, then }, field, table, onvalue) {
  const input = { id: `${key}-${then.action}-${then.field}`, label: t("mapping.value"), value: then.value, onvalue };
  if (then.action === "set") return ofField(input, field);
  const label = t("mapping.subject");
  const subjects = then.action === "translate" ? table.subjects.filter(({ name }) => name === "tax_rate" || name === "unit_code") : table.subjects.filter(({ place }) => place === "header" || then.place === "line");
  return choice({ ...input, label }, subjectGroups(subjects));
}

/**
 * The ERP's codes for rates or units.
 * @param {Pick<Rule, "key" | "then">} rule
 * @param {ErpFieldView | undefined} field
 * @param {number} number
 * @param {Table} table
 */
function codes({ key, then }, field, number, table) {
  const more = `${key}-add-code`;
  const change = (/** @type {() => unknown} */ deed, /** @type {string} */ next) => (deed(), table.onchange(), focus(next));
  const another = emptyCode();
  const label = then.value === "tax_rate" ? t("mapping.key.tax_rate") : t("mapping.key.unit_code");
  return h(
    "div",
    { class: "codes", key: "codes" },
    then.codes.map((one, place) =>
      h(
        "div",
        { key: one.name, class: "code" },
        text({ id: `${one.name}-key`, label, value: one.key, onvalue: (value) => ((one.key = value), table.onchange()) }),
        h("span", { "aria-hidden": "true" }, "→"),
        ofField({ id: `${one.name}-code-${then.field}`, label: t("mapping.code"), value: one.code, onvalue: (value) => ((one.code = value), table.onchange()) }, field),
        iconButton("close", t("mapping.remove_code", { code: place + 1, rule: number }), { id: `${one.name}-remove`, onclick: () => change(() => then.codes.splice(place, 1), more) }),
      ),
    ),
    add(more, t("mapping.add_code"), () => change(() => then.codes.push(another), `${another.name}-key`)),
  );
}

/** @param {SubjectView[]} subjects */
function subjectGroups(subjects) {
  return groups(subjects, ({ name, label }) => ({ value: name, label }));
}

/** @param {ErpFieldView[]} fields */
function fieldGroups(fields) {
  return groups(fields, ({ place, name, label }) => ({ value: `${place}:${name}`, label: label.toLowerCase() === name.toLowerCase() ? label : `${label} (${name})` }));
}

/**
 * @template {{place: import("../types.js").Place}} T
 * @param {T[]} things
 * @param {(thing: T) => import("../types.js").Choice} option
 */
function groups(things, option) {
  const places = /** @type {const} */ (["header", "line"]);
  return places.map((place) => ({ label: named("mapping.on", place), choices: things.filter((one) => one.place === place).map(option) })).filter(({ choices }) => choices.length);
}
