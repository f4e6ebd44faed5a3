// @ts-check
/** The message that is open: who wrote it, its text, and its attachments opened inline. */

import { h } from "../dom.js";
import { moment, size } from "../format.js";
import { t } from "../strings.js";
import { icon, iconButton } from "./icon.js";
import { coordinates } from "./paper.js";

/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").AttachmentView} AttachmentView */
/**
 * @typedef {object} Opened an attachment that is shown
 * @property {string} part
 * @property {string[]} images addresses of page images
 * @property {number} pages how many pages there are, 0 while unknown
 * @property {string} text of an XML file
 * @property {import("../types.js").PageView[]} sheets
 * @property {boolean} isLoading
 * @property {string} failure
 */
/**
 * @typedef {object} ReadingDeeds
 * @property {(part: string) => void} onopen
 * @property {(attachment: AttachmentView) => void} ondownload
 */

/**
 * @param {Message} message
 * @param {Opened | null} opened
 * @param {ReadingDeeds} deeds
 */
export function reading(message, opened, deeds) {
  const from = message.from.name || message.from.email;
  const shown = message.attachments.find((attachment) => attachment.part === opened?.part);
  return h(
    "article",
    { class: "reading", key: message.reference, "aria-labelledby": "subject" },
    h("h2", { id: "subject", tabindex: -1 }, message.subject || t("mailbox.no_subject")),
    h("div", { class: "envelope" }, h("span", { class: "avatar", "aria-hidden": "true" }, initials(from)), h("div", {}, h("p", {}, h("strong", {}, from), message.from.name && h("span", { class: "quiet" }, ` <${message.from.email}>`)), h("p", { class: "quiet" }, t("mailbox.to", { to: message.to.map((to) => to.name || to.email).join(", ") }))), h("time", { datetime: message.received_at, class: "quiet" }, moment(message.received_at, true))),
    message.attachments.length > 0 && h("ul", { class: "attachments" }, documentsFirst(message.attachments).map((attachment) => chip(attachment, attachment === shown, deeds))),
    message.text.trim() && h("div", { class: "body" }, message.text.trim()),
    shown && opened && h("section", { class: "opened", key: `opened ${shown.part}`, "aria-label": shown.name }, h("h3", {}, shown.name), content(shown, opened)),
  );
}

/** A picture smaller than this, in bytes, holds no page that could be read. */
const TINY = 20_000;

/**
 * Whether an attachment is a signature's picture rather than a document.
 * @param {AttachmentView} attachment
 */
export function isDecoration({ media_type, name, size: bytes }) {
  return media_type.startsWith("image/") && (bytes < TINY || /logo|signature/i.test(name));
}

/** @param {AttachmentView[]} attachments */
function documentsFirst(attachments) {
  return [...attachments].sort((a, b) => Number(isDecoration(a)) - Number(isDecoration(b)));
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/[\s.@_-]+/).filter((word) => /^\p{L}/u.test(word));
  return ((words[0]?.[0] ?? "?") + (words[1]?.[0] ?? "")).toUpperCase();
}

/**
 * @param {AttachmentView} attachment
 * @param {boolean} isShown
 * @param {ReadingDeeds} deeds
 */
function chip(attachment, isShown, deeds) {
  return h(
    "li",
    { key: attachment.part, class: isShown ? "shown" : "" },
    h("button", { type: "button", class: "open", "aria-pressed": isShown ? "true" : "false", "aria-label": t("mailbox.show", { name: attachment.name }), onclick: () => deeds.onopen(attachment.part) }, icon("file"), h("span", { class: "name" }, attachment.name), h("span", { class: "quiet" }, size(attachment.size))),
    iconButton("download", t("mailbox.download", { name: attachment.name }), { onclick: () => deeds.ondownload(attachment) }),
  );
}

/**
 * @param {AttachmentView} attachment
 * @param {Opened} opened
 */
function content(attachment, opened) {
  if (opened.failure) return h("p", { class: "hint" }, opened.failure);
  return [
    opened.images.map((url, index) => h("img", { key: `page ${index}`, class: "page", src: url, alt: t("mailbox.page_of", { page: index + 1, name: attachment.name }) })),
    opened.text && h("pre", { key: "text", tabindex: 0 }, opened.text),
    opened.sheets.map((page) => table(page)),
    opened.isLoading && h("div", { class: "bone page-bone", key: "loading", "aria-busy": "true" }),
  ];
}

/** @param {import("../types.js").PageView} page */
function table(page) {
  /** @type {Map<number, Map<number, string>>} */
  const rows = new Map();
  for (const { cell, text } of page.words) {
    const at = coordinates(cell);
    if (!at) continue;
    rows.set(at.row, (rows.get(at.row) ?? new Map()).set(at.column, text));
  }
  const columns = Math.max(1, ...[...rows.values()].flatMap((row) => [...row.keys()]));
  const numbers = [...rows.keys()].sort((a, b) => a - b);
  return h(
    "div",
    { class: "sheet-table", key: `sheet ${page.number}`, tabindex: 0, role: "region", "aria-label": page.name || String(page.number) },
    page.name && h("h4", {}, page.name),
    h("table", {}, h("tbody", {}, numbers.map((number) => h("tr", { key: String(number) }, h("th", { scope: "row" }, number), Array.from({ length: columns }, (_, index) => h("td", { key: String(index) }, rows.get(number)?.get(index + 1) ?? "")))))),
  );
}
