// @ts-check
/** The bar at the bottom: send, reply, reject or dismiss, what is seldom done in a menu, undo; and what keeps the case from being sent. */

import { h } from "../dom.js";
import { counted, t } from "../strings.js";
import { icon, iconButton } from "./icon.js";

/** @typedef {import("../types.js").CaseView} CaseView */
/**
 * @typedef {object} Deeds
 * @property {boolean} isLooking whether the person may only look
 * @property {string} obstacle why sending was refused here, "" when it was not
 * @property {boolean} canFollow whether another message is on screen, whose case can be opened instead
 * @property {boolean} isBusy a decision is on its way to the server
 * @property {number} now milliseconds
 * @property {() => void} onsend
 * @property {() => void} onreply
 * @property {() => void} onreject
 * @property {() => void} ondismiss
 * @property {() => void} onhold
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
  if (deeds.isLooking) return h("div", { class: "actions", key: "actions" }, h("p", { class: "hint", key: "looking" }, t("action.looking")));
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
  if (view.status === "in_review" && !view.document && !view.replies.length) return h("p", { class: "hint", key: "nothing" }, t("action.nothing"));
  return view.status === "in_review" && view.document && blocking > 0 && h("p", { class: "obstacle", id: "obstacle", key: "obstacle" }, icon("block"), counted("blocked.findings", blocking));
}

/**
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function buttons(view, deeds) {
  const reply = view.can.reply && view.replies.length > 0 && h("button", { type: "button", key: "reply", class: view.document ? "" : "primary", onclick: deeds.onreply }, t("action.reply"));
  const reject = view.can.reject && (view.document ? h("button", { type: "button", key: "reject", onclick: deeds.onreject }, t("action.reject")) : h("button", { type: "button", key: "dismiss", "aria-disabled": deeds.isBusy ? "true" : null, onclick: deeds.ondismiss }, t("action.dismiss")));
  const reopen = view.can.reopen && h("button", { type: "button", key: "reopen", onclick: deeds.onreopen }, t("action.reopen"));
  switch (view.status) {
    case "in_review": return [view.document && send(view, deeds), reply, reject, menu(view, deeds)];
    case "approved":
    case "posting": return [working(t("action.sending")), reply];
    case "cancelling": return [working(t("action.cancelling"))];
    case "posted": return [undo(view, deeds), reply];
    default: return [reopen, reply, reject, menu(view, deeds)];
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
    deeds.isBusy ? t("action.sending") : t(sending(view)),
  );
}

/**
 * @param {CaseView} view
 * @returns {import("../strings.js").Key}
 */
function sending(view) {
  if (view.change) return "action.send_change";
  if (!view.rehearsal) return "action.send";
  return view.rehearsal.number ? "action.send_now" : "action.rehearse";
}

/**
 * What is seldom done, behind "…": the browser opens and closes it, with Escape and by a click elsewhere too.
 * @param {CaseView} view
 * @param {Deeds} deeds
 */
function menu(view, deeds) {
  const hold = view.can.hold && item(t("action.hold"), deeds.onhold);
  const dismiss = view.can.reject && !view.document && item(t("action.dismiss_reason"), deeds.onreject);
  return (hold || dismiss) && h("span", { class: "menu", key: "menu" }, iconButton("more", t("action.more"), { popovertarget: "more-actions" }), h("div", { id: "more-actions", popover: "auto" }, hold, dismiss));
}

/**
 * @param {string} label
 * @param {() => void} onclick
 */
function item(label, onclick) {
  return h("button", { type: "button", key: label, popovertarget: "more-actions", popovertargetaction: "hide", onclick }, label);
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
 * The question for a reason before a rejection; what holds no document is dismissed, for whatever reason or none.
 * @param {{isDocument: boolean, error: string, onconfirm: (reason: string) => void, oncancel: () => void}} options
 */
export function rejection({ isDocument, error, onconfirm, oncancel }) {
  const confirm = () => onconfirm(/** @type {HTMLTextAreaElement} */ (document.getElementById("reject-reason")).value.trim());
  const examples = isDocument ? /** @type {const} */ (["reject.example.duplicate", "reject.example.not_ours", "reject.example.wrong"]) : [];
  /** @param {string} text */
  const take = (text) => {
    const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("reject-reason"));
    area.value = text;
    area.focus();
  };
  return h(
    "section",
    { class: "sheet", key: "rejection", "aria-labelledby": "reject-title", onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && oncancel() },
    h("h2", { id: "reject-title" }, t(isDocument ? "reject.title" : "action.dismiss")),
    h("label", { for: "reject-reason" }, t(isDocument ? "reject.reason" : "dismiss.reason")),
    h("textarea", { id: "reject-reason", rows: 2, "aria-describedby": "reject-error", "aria-invalid": error ? "true" : null, onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.ctrlKey && (event.stopPropagation(), confirm()) }),
    h("div", { class: "examples" }, examples.map((key) => h("button", { type: "button", key, class: "example", onclick: () => take(t(key)) }, t(key)))),
    h("p", { class: error ? "error" : "hint", id: "reject-error" }, error || t(isDocument ? "reject.needed" : "dismiss.hint")),
    h("footer", {}, h("button", { type: "button", class: isDocument ? "danger" : "primary", onclick: confirm }, t(isDocument ? "action.reject" : "action.dismiss")), h("button", { type: "button", onclick: oncancel }, t("action.cancel"))),
  );
}
