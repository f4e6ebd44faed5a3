// @ts-check
/** The proposed reply: its text, and every fact it states with its source; it becomes a draft that a person sends. */

import { h } from "../dom.js";
import { size } from "../format.js";
import { named, t } from "../strings.js";
import { iconButton } from "./icon.js";

/** @typedef {import("../types.js").ReplyView} ReplyView */
/**
 * @typedef {object} Replying
 * @property {string} kind
 * @property {ReplyView | null} reply null while it is being prepared
 * @property {string[]} enclosed parts of the message that go along
 * @property {string} failure
 * @property {"" | "opening"} draft
 */

/**
 * @param {string[]} kinds
 * @param {Replying} replying
 * @param {boolean} isDraft whether the person is writing the answer already
 * @param {{onkind: (kind: string) => void, onfile: (part: string, isChosen: boolean) => void, onopen: () => void, oncopy: () => void, onclose: () => void}} act
 */
export function reply(kinds, replying, isDraft, act) {
  const { reply: view, draft, failure } = replying;
  return h(
    "section",
    { class: "sheet reply", key: "reply", "aria-labelledby": "reply-title", onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && act.onclose() },
    h("header", {}, h("h2", { id: "reply-title", tabindex: -1 }, t("reply.title")), iconButton("close", t("action.close"), { onclick: act.onclose })),
    kinds.length > 1 && h("select", { "aria-label": t("reply.kind"), value: replying.kind, onchange: (/** @type {Event} */ event) => act.onkind(/** @type {HTMLSelectElement} */ (event.currentTarget).value) }, kinds.map((kind) => h("option", { value: kind, key: kind }, named("reply.kind", kind)))),
    !view && !failure && h("p", { class: "hint" }, t("reply.loading")),
    view && h("div", { class: "letter", key: "letter", lang: view.language, tabindex: 0, role: "group", "aria-label": t("reply.text") }, h("p", { class: "letter-head" }, h("span", {}, `${t("reply.to")} ${view.to}`), h("strong", {}, view.subject)), h("div", { class: "letter-text" }, view.text)),
    view && view.facts.length > 0 && h("h3", { key: "facts-title" }, t("reply.facts")),
    view && view.facts.length > 0 && h("dl", { class: "facts", key: "facts" }, view.facts.map((fact, index) => h("div", { key: String(index) }, h("dt", {}, fact.label), h("dd", {}, h("strong", {}, fact.value), h("span", { class: "quiet" }, t("reply.source", { source: fact.source })))))),
    view && view.attachments.length > 0 && h("fieldset", { class: "enclosures", key: "files" }, h("legend", {}, t("reply.files")), view.attachments.map((file) => h("label", { key: file.part }, h("input", { type: "checkbox", checked: replying.enclosed.includes(file.part), onchange: (/** @type {Event} */ event) => act.onfile(file.part, /** @type {HTMLInputElement} */ (event.currentTarget).checked) }), h("span", {}, file.name, " ", h("span", { class: "quiet" }, size(file.size)))))),
    failure && h("p", { class: "error", key: "failure" }, failure),
    h("footer", {}, h("button", { type: "button", key: "open", class: "primary", "aria-disabled": view && draft !== "opening" ? null : "true", onclick: () => view && draft !== "opening" && act.onopen() }, draft === "opening" ? t("reply.opening") : t(isDraft ? "reply.insert" : "reply.open")), view && failure ? h("button", { type: "button", key: "copy", onclick: act.oncopy }, t("reply.copy")) : h("button", { type: "button", key: "close", onclick: act.onclose }, t("action.cancel"))),
  );
}
