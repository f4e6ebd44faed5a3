// @ts-check
/** One question about an ERP: its label, the input for the answer, and the help beside it. */

import { h } from "../dom.js";
import { t } from "../strings.js";

/**
 * @param {import("../types.js").QuestionView} asked
 * @param {object} options
 * @param {string} options.key
 * @param {string} options.value
 * @param {string} [options.prefix] of the input's id, where a page has two forms
 * @param {boolean} options.isKept whether the server holds an answer that it does not show
 * @param {(answer: string) => void} options.onanswer
 */
export function question(asked, { key, value, prefix = "answer", isKept, onanswer }) {
  const id = `${prefix}-${asked.name}`;
  const hints = [asked.help, isKept && t("connection.kept")].filter(Boolean);
  return h(
    "div",
    { class: "question", key },
    h("label", { for: id }, asked.label, !asked.is_required && h("span", { class: "quiet" }, ` ${t("connection.optional")}`)),
    h("input", {
      id,
      type: asked.is_secret ? "password" : "text",
      autocomplete: asked.is_secret ? "new-password" : "off",
      autocapitalize: "off",
      spellcheck: "false",
      value,
      required: asked.is_required && !isKept,
      placeholder: isKept ? "••••••••" : null,
      "aria-describedby": hints.length ? `${id}-help` : null,
      oninput: (/** @type {Event} */ event) => onanswer(/** @type {HTMLInputElement} */ (event.currentTarget).value),
    }),
    hints.length > 0 && h("div", { class: "hint", id: `${id}-help` }, hints.map((hint) => h("p", {}, hint))),
  );
}
