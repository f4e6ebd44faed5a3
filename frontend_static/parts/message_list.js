// @ts-check
/** The folders, and the messages of one folder as a list that the arrow keys walk. */

import { h } from "../dom.js";
import { moment } from "../format.js";
import { named, t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").MessageSummary} MessageSummary */
/** @typedef {import("../types.js").Folder} Folder */

/**
 * @param {Folder[]} list
 * @param {string} current
 * @param {(name: string) => void} onselect
 */
export function folders(list, current, onselect) {
  return h(
    "nav",
    { class: "folders", "aria-label": t("mailbox.folders") },
    list.map(({ name, unread, messages }) => {
      const count = name === "drafts" ? messages : unread;
      return h("button", { type: "button", key: name, "aria-current": name === current ? "page" : null, onclick: () => onselect(name) }, icon({ inbox: "inbox", drafts: "draft", sent: "sent" }[name] ?? "archive"), h("span", {}, named("folder", name)), count > 0 && h("span", { class: "number" }, count));
    }),
  );
}

/**
 * @param {MessageSummary[]} messages
 * @param {string} selected
 * @param {(reference: string) => void} onselect
 */
export function messageList(messages, selected, onselect) {
  if (!messages.length) return h("p", { class: "empty" }, icon("mail"), t("mailbox.empty"));
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    const at = messages.findIndex((message) => message.reference === selected);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: messages.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const next = messages[Math.min(Math.max(target, 0), messages.length - 1)];
    onselect(next.reference);
  };
  return h(
    "div",
    { class: "messages", role: "listbox", tabindex: 0, "aria-label": t("mailbox.messages"), "aria-activedescendant": messages.some((m) => m.reference === selected) ? `message-${selected}` : null, onkeydown },
    messages.map((message) => row(message, message.reference === selected, onselect)),
  );
}

/**
 * @param {MessageSummary} message
 * @param {boolean} isSelected
 * @param {(reference: string) => void} onselect
 */
function row(message, isSelected, onselect) {
  /** @param {HTMLElement} element */
  const drawn = (element) => isSelected && element.dataset.shown !== "yes" && element.scrollIntoView({ block: "nearest" });
  const isOurs = message.folder === "drafts" || message.folder === "sent";
  const other = isOurs ? message.to[0] : message.from;
  return h(
    "div",
    { class: "message-row", role: "option", key: message.reference, id: `message-${message.reference}`, "aria-selected": isSelected ? "true" : "false", "data-unread": message.unread ? "yes" : null, onclick: () => onselect(message.reference), drawn },
    h("span", { class: "from" }, message.unread && h("span", { class: "spoken" }, `${t("mailbox.unread")}, `), other?.name || other?.email || ""),
    h("time", { datetime: message.received_at }, moment(message.received_at)),
    h("span", { class: "subject" }, message.subject || t("mailbox.no_subject")),
    message.has_attachments && h("span", { class: "clip" }, icon("clip"), h("span", { class: "spoken" }, t("mailbox.attachments"))),
  );
}
