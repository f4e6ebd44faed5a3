// @ts-check
/** What is open: the kind of document and its number, for whom, how much, its state, and the other documents of the message. */

import { h } from "../dom.js";
import { number } from "../format.js";
import { named, t } from "../strings.js";
import { icon } from "./icon.js";
import { title } from "./outcome.js";

/** @typedef {import("../types.js").CaseView} CaseView */
/** @typedef {import("../types.js").MailView} MailView */

/** More documents than this are chosen from a list instead of tabs. */
const TABS = 3;

/** @param {string} intent */
export function intentIcon(intent) {
  if (/invoice|credit|payment|remittance/.test(intent)) return "invoice";
  return intent.startsWith("order") ? "order" : "message";
}

/**
 * @param {MailView} mail
 * @param {CaseView} view
 * @param {(id: string) => void} onselect
 */
export function header(mail, view, onselect) {
  return h(
    "header",
    { class: "case-header" },
    mail.cases.length > 1 && choice(mail.cases, view, onselect),
    h(
      "div",
      { class: "title" },
      h("span", { class: "intent" }, icon(intentIcon(view.intent))),
      h("h1", {}, named("intent", view.intent), view.document?.number && " ", view.document?.number && h("span", { class: "document-number" }, view.document.number)),
      badge(view.status, state(view)),
    ),
    h("p", { class: "party" }, party(mail, view), total(view)),
  );
}

/**
 * @param {string} status
 * @param {string} [text]
 */
export function badge(status, text = named("status", status)) {
  return h("span", { class: "badge", "data-status": status }, text);
}

/** @type {Record<import("../types.js").Status, string>} */
const STATES = { in_review: "eye", approved: "clock", posting: "clock", posted: "check", cancelling: "clock", answered: "reply", rejected: "block", on_hold: "clock" };

/**
 * The state of a case in words; what holds no document is dismissed rather than rejected.
 * @param {CaseView} view
 */
function state(view) {
  return view.status === "rejected" && !view.document ? t("status.dismissed") : named("status", view.status);
}

/**
 * @param {MailView} mail
 * @param {CaseView} view
 */
function party(mail, view) {
  const found = view.matches.supplier?.best ?? view.matches.customer?.best;
  const isOrder = view.document?.document_type.startsWith("order");
  const printed = view.document?.fields[isOrder ? "buyer_name" : "seller_name"]?.value;
  const name = found?.label || printed || mail.sender.name || mail.sender.email;
  const forwarded = mail.forwarded_by && t("pane.forwarded", { name: mail.forwarded_by.name || mail.forwarded_by.email });
  return h("span", { class: "name" }, h("strong", {}, name), forwarded && h("span", { class: "quiet" }, ` · ${forwarded}`));
}

/** @param {CaseView} view */
function total(view) {
  const fields = view.document?.fields ?? {};
  const value = (fields.tax_inclusive_amount ?? fields.payable_amount ?? fields.tax_exclusive_amount)?.value;
  return value && h("span", { class: "total" }, `${number(value, 2)} ${view.document?.currency === "EUR" ? "€" : (view.document?.currency ?? "")}`);
}

/**
 * @param {CaseView[]} cases
 * @param {CaseView} current
 * @param {(id: string) => void} onselect
 */
function choice(cases, current, onselect) {
  if (cases.length > TABS) {
    return h(
      "select",
      { class: "cases", "aria-label": t("pane.cases"), value: current.id, onchange: (/** @type {Event} */ event) => onselect(/** @type {HTMLSelectElement} */ (event.currentTarget).value) },
      cases.map((view, index) => h("option", { key: view.id, value: view.id }, `${index + 1}/${cases.length} · ${title(view)} · ${state(view)}`)),
    );
  }
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = cases[(cases.indexOf(current) + step + cases.length) % cases.length];
    onselect(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return h(
    "div",
    { class: "cases", role: "tablist", "aria-label": t("pane.cases"), onkeydown },
    cases.map((view) =>
      h("button", { type: "button", role: "tab", key: view.id, id: `tab-${view.id}`, "aria-selected": view === current ? "true" : "false", "aria-controls": "case", tabindex: view === current ? 0 : -1, onclick: () => onselect(view.id) }, h("span", {}, view.document?.number || title(view)), h("span", { class: "state", "data-status": view.status }, icon(STATES[view.status]), state(view))),
    ),
  );
}
