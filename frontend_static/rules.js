// @ts-check
/** The rules of the mapping table while they are edited: each with a name of its own, so that its inputs stay its own wherever it moves. */

/** @typedef {import("./types.js").MappingRule} MappingRule */
/** @typedef {import("./types.js").MappingCondition & {key: string}} Condition */
/** @typedef {{key: string, code: string, name: string}} Code `name` tells the row, `key` is the VAT rate or unit */
/** @typedef {Omit<import("./types.js").MappingEffect, "codes"> & {codes: Code[]}} Effect */
/** @typedef {{key: string, when: Condition[], then: Effect}} Rule */

let made = 0;
const key = () => `n${(made += 1)}`;

/** @param {MappingRule[]} rules @returns {Rule[]} */
export function editable(rules) {
  return rules.map(({ when, then }) => ({ key: key(), when: when.map((one) => ({ ...one, key: key() })), then: { ...then, codes: then.codes.map((one) => ({ ...one, name: key() })) } }));
}

/** @param {Rule[]} rules @returns {MappingRule[]} as the API takes them */
export function plain(rules) {
  return rules.map(({ when, then }) => ({
    when: when.map(({ subject, operator, value }) => ({ subject, operator, value })),
    then: { action: then.action, value: then.value, field: then.field, place: then.place, codes: then.codes.map(({ key: of, code }) => ({ key: of, code })) },
  }));
}

/** @returns {Rule} */
export function emptyRule() {
  return { key: key(), when: [], then: { action: "set", value: "", field: "", place: "header", codes: [] } };
}

/** @returns {Condition} */
export function emptyCondition() {
  return { key: key(), subject: "document_type", operator: "is", value: "" };
}

/** @returns {Code} */
export function emptyCode() {
  return { name: key(), key: "", code: "" };
}

/**
 * The rules with one of them a step up (-1) or down (1).
 * @param {Rule[]} rules
 * @param {number} from
 * @param {number} step
 */
export function moved(rules, from, step) {
  const order = [...rules];
  const [rule] = order.splice(from, 1);
  order.splice(from + step, 0, rule);
  return order;
}
