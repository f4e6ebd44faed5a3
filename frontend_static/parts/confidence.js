// @ts-check
/** How sure a value is, as colour, drawing and text at once. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {"sure" | "check" | "unsure" | "person" | "empty" | "saving"} Level */

/** Below this a value is called uncertain rather than to be checked. */
const UNSURE = 0.7;

/** @type {Record<Level, string>} */
const ICONS = { sure: "check", check: "alert", unsure: "question", person: "pencil", empty: "minus", saving: "clock" };

/**
 * @param {import("../types.js").FieldView | undefined} field
 * @returns {Level}
 */
export function levelOf(field) {
  if (field?.method === "person") return "person";
  if (!field?.value) return "empty";
  if (field.sure) return "sure";
  return field.confidence < UNSURE ? "unsure" : "check";
}

/**
 * @param {Level} level
 * @param {string} id
 */
export function confidence(level, id) {
  return h("span", { class: "confidence", id, "data-level": level }, icon(ICONS[level]), t(`confidence.${level}`));
}
