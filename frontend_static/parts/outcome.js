// @ts-check
/** What became of the case: the ERP's number and link, who decided and when, or why the ERP refused; and which document waits next. */

import { h } from "../dom.js";
import { moment } from "../format.js";
import { counted, named, t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").CaseView} CaseView */

/**
 * @param {CaseView} view
 * @param {CaseView[]} all of the message
 * @param {(id: string) => void} onselect
 */
export function outcome(view, all, onselect) {
  const isOpen = view.status === "in_review" || view.status === "on_hold";
  const waiting = all.filter((other) => other !== view && other.status === "in_review");
  const who = { name: view.decision?.name ?? "", at: view.decision ? moment(view.decision.at, true) : "" };
  return [
    view.refusal && h("section", { class: "outcome", "data-mood": "refused", key: "refused" }, icon("block"), h("div", {}, h("strong", {}, t("done.refusal")), h("p", {}, view.refusal))),
    view.receipt && (view.status === "posted" || view.status === "cancelling") && h(
      "section",
      { class: "outcome", "data-mood": "posted", key: "posted" },
      icon("check"),
      h("div", {}, h("strong", { id: "receipt" }, t("done.posted", { number: view.receipt.number })), view.decision && h("p", {}, t("done.by", who)), view.receipt.url && link(view.receipt.url, t("done.open", { number: view.receipt.number }))),
    ),
    view.undone && isOpen && h("section", { class: "outcome", "data-mood": "undone", key: "undone" }, icon("undo"), h("p", {}, t("done.undone", { number: view.undone.number, at: moment(view.undone.at, true) }))),
    view.decision && (view.status === "rejected" || view.status === "answered" || view.status === "on_hold") && h("section", { class: "outcome", "data-mood": view.status, key: view.status }, icon(view.status === "rejected" ? "block" : view.status === "answered" ? "reply" : "clock"), h("p", {}, t(view.status === "rejected" && !view.document ? "done.dismissed" : `done.${view.status}`, who))),
    !isOpen && waiting.length > 0 && h("section", { class: "outcome", "data-mood": "waiting", key: "waiting" }, icon("clock"), h("div", {}, h("p", {}, counted("done.waiting", waiting.length)), h("button", { type: "button", class: "link", onclick: () => onselect(waiting[0].id) }, t("done.next", { document: title(waiting[0]) })))),
  ];
}

/**
 * What a case is called: "Facture 2611-0458".
 * @param {CaseView} view
 */
export function title(view) {
  return `${named("intent", view.intent)} ${view.document?.number ?? ""}`.trim();
}

/**
 * A link that opens beside the mail; only web addresses become links.
 * @param {string} url
 * @param {string} text
 */
export function link(url, text) {
  const target = URL.canParse(url, location.href) ? new URL(url, location.href) : null;
  if (!target || !["https:", "http:"].includes(target.protocol)) return text;
  // A page of our own may know who is signed in; a foreign one learns nothing of us.
  return h("a", { href: target.href, target: "_blank", rel: target.origin === location.origin ? "opener" : "noopener noreferrer" }, text, icon("open"));
}
