// @ts-check
/** Several messages that were chosen at once: how far each is, what was found in it, and the way to it. */

import { h } from "../dom.js";
import { counted, named, t } from "../strings.js";
import { badge } from "./header.js";
import { icon } from "./icon.js";
import { title } from "./outcome.js";

/** @typedef {import("../queue.js").Entry} Entry */

/**
 * @param {Entry[]} entries
 * @param {{onstart: () => void, onstop: () => void, onopen: (entry: Entry) => void}} act
 */
export function queueList(entries, act) {
  const left = entries.filter(({ state }) => state === "chosen" || state === "failed").length;
  const isRunning = entries.some(({ state }) => state === "waiting");
  const done = entries.filter(({ state }) => state === "ready" || state === "failed").length;
  return h(
    "section",
    { class: "queue", key: "queue", "aria-labelledby": "queue-title" },
    h("header", {}, h("h1", { id: "queue-title" }, counted("queue.messages", entries.length)), h("p", { class: "quiet", role: "status" }, done > 0 && t("queue.done", { done: String(done), count: String(entries.length) }))),
    h("progress", { max: entries.length, value: String(done), "aria-labelledby": "queue-title" }),
    h("ol", {}, entries.map((entry) => row(entry, act.onopen))),
    h("footer", { class: "buttons" }, isRunning ? h("button", { type: "button", key: "stop", onclick: act.onstop }, t("queue.stop")) : left > 0 && h("button", { type: "button", key: "start", class: "primary", onclick: act.onstart }, counted("queue.start", left))),
  );
}

/**
 * @param {Entry} entry
 * @param {(entry: Entry) => void} onopen
 */
function row(entry, onopen) {
  const { item, state, mail, failure } = entry;
  const canOpen = state === "ready" || item.mailbox === "outlook";
  return h(
    "li",
    { key: item.reference, "data-state": state },
    icon(state === "ready" ? "check" : state === "failed" ? "block" : state === "chosen" ? "mail" : "clock"),
    h(
      "div",
      {},
      canOpen ? h("button", { type: "button", class: "link", onclick: () => onopen(entry) }, item.name || t("queue.no_subject")) : h("span", {}, item.name || t("queue.no_subject")),
      failure ? h("p", { class: "error" }, failure) : mail ? found(mail) : h("p", { class: "quiet" }, named("queue.state", state)),
    ),
  );
}

/** @param {import("../types.js").MailView} mail */
function found(mail) {
  if (!mail.cases.length) return h("p", { class: "quiet" }, t("pane.nothing"));
  return mail.cases.map((view) => h("p", { key: view.id }, h("span", {}, title(view)), badge(view.status)));
}
