// @ts-check
/** Findings in plain words: beside what they concern, and as a summary with jump links at the top. */

import { h } from "../dom.js";
import { counted, t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").FindingView} FindingView */
/** @typedef {import("../types.js").CaseView} CaseView */
/** @typedef {import("../types.js").Severity} Severity */

/** @type {Record<Severity, string>} */
const ICONS = { blocking: "block", warning: "alert", info: "message" };
/** @type {Severity[]} */
const ORDER = ["blocking", "warning", "info"];

/**
 * The id of the element that shows what is at this path of the case.
 * @param {string} path
 */
export function placeId(path) {
  return `at-${path.replaceAll(".", "-")}`;
}

/**
 * The findings on exactly one path, to stand beside its input.
 * @param {FindingView[]} findings
 * @param {string} id for aria-describedby
 */
export function findingsHere(findings, id) {
  return findings.length > 0 && h("div", { class: "findings-here", id }, findings.map(finding));
}

/** @param {FindingView} found */
export function finding(found) {
  return h(
    "p",
    { class: "finding", "data-severity": found.severity, key: `${found.rule} ${found.path} ${found.sentence}` },
    icon(ICONS[found.severity]),
    h("span", {}, h("strong", { class: found.severity === "info" ? "spoken" : "" }, t(`severity.${found.severity}`), t("colon")), found.sentence, found.remedy && " ", found.remedy && h("em", {}, found.remedy)),
  );
}

/**
 * @param {CaseView} view
 * @param {FindingView[]} ofMail
 * @param {(path: string) => void} onjump
 * @param {{toCheck: number, onnext: () => void}} check how many values to check, and going to the next
 */
export function summary(view, ofMail, onjump, { toCheck, onnext }) {
  const findings = [...view.findings, ...ofMail].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const [blocking, warning, info] = ORDER.map((severity) => findings.filter((found) => found.severity === severity));
  const isReady = view.can.approve && !blocking.length && !toCheck;
  const mood = blocking.length ? "blocking" : warning.length || toCheck ? "warning" : "ready";
  const heading = [
    blocking.length > 0 && h("span", { class: "count", "data-severity": "blocking", key: "blocking" }, icon("block"), counted("summary.blocking", blocking.length)),
    isReady && h("span", { class: "count", "data-severity": "ready", key: "ready" }, icon("check"), t("summary.ready")),
    warning.length > 0 && h("span", { class: "count", "data-severity": "warning", key: "warning" }, icon("alert"), counted("summary.warning", warning.length)),
toCheck > 0 && h("button", { type: "button", class: "count link", key: "check", title: `${t("summary.next")} (F8)`, "aria-keyshortcuts": "F8", onclick: onnext }, icon("eye"), counted("summary.to_check", toCheck), h("kbd", { "aria-hidden": "true" }, "F8")),
  ];
  if (!heading.some(Boolean) && !info.length) return false;
  return h(
    "section",
    { class: "summary", "data-mood": mood, "aria-label": t("summary.label") },
    h("div", { class: "counts" }, heading),
    blocking.length + warning.length > 0 && h("ul", {}, [...blocking, ...warning].map((found) => jump(found, onjump))),
    info.length > 0 && h("details", {}, h("summary", {}, counted("summary.info", info.length)), h("ul", {}, info.map((found) => jump(found, onjump)))),
  );
}

/**
 * @param {FindingView} found
 * @param {(path: string) => void} onjump
 */
function jump(found, onjump) {
  // What to do stands beside the field; here only when there is no field.
  const remedy = !found.path && found.remedy;
  const body = [icon(ICONS[found.severity]), h("span", {}, h("span", { class: "spoken" }, t(`severity.${found.severity}`), t("colon")), found.sentence, remedy && " ", remedy && h("em", {}, remedy))];
  const key = `${found.rule} ${found.path} ${found.sentence}`;
  if (!found.path) return h("li", { "data-severity": found.severity, key }, h("span", { class: "jump" }, body));
  return h("li", { "data-severity": found.severity, key }, h("button", { type: "button", class: "jump", onclick: () => onjump(found.path) }, body));
}
