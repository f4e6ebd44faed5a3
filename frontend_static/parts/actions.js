// @ts-check
/** The bar at the bottom: send, reply, reject, undo; and what keeps the case from being sent. */

import { h } from "../dom.js";
import { counted, t } from "../strings.js";
import { icon } from "./icon.js";

/** @typedef {import("../types.js").CaseView} CaseView */
/**
 * @typedef {object} Deeds
 * @property {string} obstacle why sending was refused here, "" when it was not
 * @property {boolean} canFollow whether another message is on screen, whose case can be opened instead
 * @property {boolean} isBusy a decision is on its way to the server
 * @property {number} now milliseconds
 * @property {() => void} onsend
 * @property {() => void} onreply
 * @property {() => void} onreject
 * @property {() => void} onreopen
 * @property {() => void} onundo
 * @property {() => void} onfollow
 * @property {() => void} onblocked the person wants to send what cannot be sent
 */

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
export function actions(view, deeds) {
  return h("div", { class: "actions", role: "group", "aria-label": t("action.label"), key: "actions" }, explanation(view, deeds), h("div", { class: "buttons" }, buttons(view, deeds)));
}

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function explanation(view, deeds) {
  if (deeds.obstacle) {
    return h("p", { class: "obstacle", role: "alert", id: "obstacle", key: "obstacle" }, icon("block"), h("span", {}, deeds.obstacle, deeds.canFollow && " ", deeds.canFollow && h("button", { type: "button", class: "link", onclick: deeds.onfollow }, t("blocked.follow"))));
  }
  const blocking = view.findings.filter((found) => found.severity === "blocking").length;
  return view.status === "in_review" && view.document && blocking > 0 && h("p", { class: "obstacle", id: "obstacle", key: "obstacle" }, icon("block"), counted("blocked.findings", blocking));
}

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function buttons(view, deeds) {
  const reply = view.can.reply && view.replies.length > 0 && h("button", { type: "button", key: "reply", class: view.document ? "" : "primary", onclick: deeds.onreply }, t("action.reply"));
  const reject = view.can.reject && h("button", { type: "button", key: "reject", onclick: deeds.onreject }, t("action.reject"));
  const reopen = view.can.reopen && h("button", { type: "button", key: "reopen", onclick: deeds.onreopen }, t("action.reopen"));
  switch (view.status) {
    case "in_review": return [view.document && send(view, deeds), reply, reject];
    case "approved":
    case "posting": return [working(t("action.sending")), reply];
    case "cancelling": return [working(t("action.cancelling"))];
    case "posted": return [undo(view, deeds), reply];
    default: return [reopen, reply, reject];
  }
}

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function send(view, deeds) {
  const isReady = view.can.approve && !deeds.obstacle;
  return h(
    "button",
    { type: "button", class: "primary send", key: "send", id: "send", "aria-disabled": isReady && !deeds.isBusy ? null : "true", "aria-describedby": isReady ? null : "obstacle", "aria-keyshortcuts": "Control+Enter", title: "Ctrl+Enter", onclick: isReady ? deeds.onsend : deeds.onblocked },
    icon("sent"),
    deeds.isBusy ? t("action.sending") : t("action.send"),
  );
}

/** @param {string} text */
function working(text) {
  return h("p", { class: "working", key: "working" }, h("span", { class: "spinner", "aria-hidden": "true" }), text);
}

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function undo(view, deeds) {
  const left = view.undo_until ? Math.floor((Date.parse(view.undo_until) - deeds.now) / 1000) : 0;
  if (!view.can.undo || left <= 0) return false;
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return h("button", { type: "button", key: "undo", id: "undo", "aria-label": t("action.undo"), "aria-disabled": deeds.isBusy ? "true" : null, onclick: () => !deeds.isBusy && deeds.onundo() }, icon("undo"), t("action.undo"), h("span", { class: "quiet" }, ` · ${t("action.undo_left", { time })}`));
}

/**
 * The question for a reason before a rejection.
 * @param {{error: string, canHold: boolean, onconfirm: (reason: string) => void, onhold: () => void, oncancel: () => void}} options
 */
export function rejection({ error, canHold, onconfirm, onhold, oncancel }) {
  const confirm = () => onconfirm(/** @type {HTMLTextAreaElement} */ (document.getElementById("reject-reason")).value.trim());
  const examples = /** @type {const} */ (["reject.example.duplicate", "reject.example.not_ours", "reject.example.wrong"]);
  /** @param {string} text */
  const take = (text) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("reject-reason"));
    area.value = text;
    area.focus();
  };
  return h(
    "section",
    { class: "sheet", key: "rejection", "aria-labelledby": "reject-title", onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && oncancel() },
    h("h2", { id: "reject-title" }, t("reject.title")),
    h("label", { for: "reject-reason" }, t("reject.reason")),
    h("textarea", { id: "reject-reason", rows: 2, "aria-describedby": "reject-error", "aria-invalid": error ? "true" : null, onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.ctrlKey && (event.stopPropagation(), confirm()) }),
    h("div", { class: "examples" }, examples.map((key) => h("button", { type: "button", key, class: "example", onclick: () => take(t(key)) }, t(key)))),
    h("p", { class: error ? "error" : "hint", id: "reject-error" }, error || t("reject.needed")),
    h("footer", {}, h("button", { type: "button", class: "danger", onclick: confirm }, t("action.reject")), canHold && h("button", { type: "button", onclick: onhold }, t("action.hold")), h("button", { type: "button", onclick: oncancel }, t("action.cancel"))),
  );
}
