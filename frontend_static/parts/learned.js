// @ts-check
/** The confirmed correction that something was learned from, and what a lesson says, in words. */

import { h } from "../dom.js";
import { moment } from "../format.js";
import { named, t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").LearnedFrom} LearnedFrom */
/** @typedef {import("../types.js").LessonView} LessonView */

/**
 * The mark beside a value or a match that a lesson led to, false for one found without.
 * @param {LearnedFrom | null | undefined} source
 * @param {string} id
 */
export function learned(source, id) {
  return source ? h("p", { class: "learned", id, key: "learned" }, icon("memory"), h("span", {}, t("learned.from", said(source)))) : false;
}

/**
 * The mark over lines that were read in learned columns, false when none was.
 * @param {import("../types.js").FieldsView[]} rows
 */
export function learnedLines(rows) {
  const sources = rows.flatMap((row) => Object.values(row)).flatMap((field) => field.learned_from ?? []);
  const newest = sources.sort((one, other) => other.at.localeCompare(one.at))[0];
  return newest ? h("p", { class: "learned", key: "learned" }, icon("memory"), h("span", {}, t("learned.lines", said(newest)))) : false;
}

/**
 * What a lesson says.
 * @param {LessonView} lesson
 */
export function lessonText(lesson) {
  const { said: printed, meant, anchor } = lesson;
  if (lesson.kind !== "placement") return t(`memory.means.${lesson.kind}`, { said: printed, meant });
  const where = lesson.where === "column" && !anchor ? "place" : lesson.where || "page";
  return t(`memory.where.${where}`, { field: about(lesson.field), anchor, said: printed });
}

/**
 * What a lesson is about: a field, a column, an item or the party itself.
 * @param {string} what
 */
export function about(what) {
  if (what === "item" || what === "alias") return t(`learned.${what}`);
  return named("field", what.replace(/^lines\./, ""));
}

/** @param {LearnedFrom} source */
function said(source) {
  return { document: source.document, by: source.by, at: moment(source.at) };
}
