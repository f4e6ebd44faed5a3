// @ts-check
/** A reply draft as the mail client opens it: a person finishes and sends it. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { icon } from "./icon.js";

/**
 * @param {object} options
 * @param {import("../types.js").Message} options.draft
 * @param {string} options.notice
 * @param {(subject: string, text: string) => void} options.onsave
 * @param {(subject: string, text: string) => void} options.onsend
 */
export function draftEditor({ draft, notice, onsave, onsend }) {
  const now = () => /** @type {[string, string]} */ ([
    /** @type {HTMLInputElement} */ (document.getElementById("draft-subject")).value,
    /** @type {HTMLTextAreaElement} */ (document.getElementById("draft-text")).value,
  ]);
  return h(
    "article",
    { class: "reading draft", key: draft.reference, "aria-labelledby": "draft-title" },
    h("h2", { id: "draft-title" }, t("draft.title")),
    h("dl", { class: "draft-head" }, h("dt", {}, t("reply.to")), h("dd", {}, draft.to.map((to) => (to.name ? `${to.name} <${to.email}>` : to.email)).join(", "))),
    h("label", { for: "draft-subject" }, t("reply.subject")),
    h("input", { id: "draft-subject", type: "text", value: draft.subject, onchange: () => onsave(...now()) }),
    h("label", { for: "draft-text" }, t("reply.text")),
    h("textarea", { id: "draft-text", rows: 18, value: draft.text, onchange: () => onsave(...now()) }),
    draft.attachments.length > 0 && h("p", { class: "hint", key: "files" }, t("draft.files", { names: draft.attachments.map(({ name }) => name).join(", ") })),
    h("p", { class: "hint", role: "status" }, notice || t("draft.local")),
    h("footer", {}, h("button", { type: "button", class: "primary", onclick: () => onsend(...now()) }, icon("sent"), t("draft.send"))),
  );
}
