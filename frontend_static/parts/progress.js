// @ts-check
/** What is shown while work is due: which attachment and page is being read, and the shape of what will come. */

import { h } from "../dom.js";
import { named, t } from "../strings.js";
import { badge } from "./header.js";

/** @typedef {import("../types.js").MailView} MailView */

/** @param {MailView | null} mail */
export function progress(mail) {
  return h(
    "div",
    { class: "reading", key: "reading", "aria-busy": "true" },
    h("header", { class: "case-header" }, h("div", { class: "title" }, h("h1", {}, mail?.subject || [h("span", { class: "spoken" }, t("progress.starting")), h("span", { class: "bone wide" })]), badge("reading")), h("p", { class: "progress-line" }, line(mail))),
    h("div", { class: "progress-bar", "aria-hidden": "true" }, h("span", {})),
    h("div", { class: "bones", "aria-hidden": "true" }, [1, 2, 3, 4, 5, 6, 7].map((index) => h("div", { class: "bone-row", key: String(index) }, h("span", { class: "bone label" }), h("span", { class: "bone" }), h("span", { class: "bone" })))),
  );
}

/**
 * The progress in one sentence.
 * @param {MailView | null} mail
 */
export function line(mail) {
  const now = mail?.progress;
  if (!now) return t("progress.starting");
  const step = named("progress", now.step, { attachment: now.attachment });
  return now.pages > 1 ? `${step}, ${t("progress.page", { page: now.page, pages: now.pages })}` : step;
}
