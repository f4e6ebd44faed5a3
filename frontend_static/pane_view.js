// @ts-check
/** The pane as a drawing of its state. */

import * as api from "./api.js";
import { h } from "./dom.js";
import { shown, unitNames } from "./format.js";
import { attempt } from "./page.js";
import { currentCase, fieldAt } from "./pane_state.js";
import { actions, rejection } from "./parts/actions.js";
import { evidence } from "./parts/evidence.js";
import { emptyFields, fieldGroup } from "./parts/fields.js";
import { finding, placeId, summary } from "./parts/findings.js";
import { header } from "./parts/header.js";
import { history, place } from "./parts/history.js";
import { icon } from "./parts/icon.js";
import { cellBar, lines } from "./parts/lines.js";
import { match } from "./parts/match.js";
import { orderChange } from "./parts/order_change.js";
import { link, outcome } from "./parts/outcome.js";
import { progress } from "./parts/progress.js";
import { queueList } from "./parts/queue.js";
import { rehearsal } from "./parts/rehearsal.js";
import { reply } from "./parts/reply.js";
import { standing } from "./parts/standing.js";
import { toast } from "./parts/toast.js";
import { taxBreakdown, totals } from "./parts/totals.js";
import { viewer } from "./parts/viewer.js";
import { counted, t } from "./strings.js";
import { BODY } from "./types.js";

/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {import("./types.js").MailView} MailView */
/**
 * @typedef {object} Work what the drawing needs to show and to call
 * @property {ReturnType<typeof import("./images.js").openImages>} images
 * @property {ReturnType<typeof import("./corrections.js").corrections>} saving
 * @property {ReturnType<typeof import("./viewing.js").viewing>} viewer
 * @property {ReturnType<typeof import("./deciding.js").deciding>} deeds
 * @property {ReturnType<typeof import("./replying.js").replying>} replying
 * @property {ReturnType<typeof import("./queue.js").queue> & {open: (entry: import("./queue.js").Entry) => void}} queue
 * @property {Omit<import("./parts/match.js").Choices, "choosing">} choices
 * @property {(path: string) => void} onjump
 * @property {ReturnType<typeof import("./looking.js").looking>} check
 * @property {ReturnType<typeof import("./asking.js").asking>} asking
 * @property {() => void} onfollow
 */

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {Work} work
 */
export function drawing(pane, work) {
  const { state } = pane;

  function whole() {
    const view = state.isListOpen ? null : currentCase(state);
    return h("div", { class: "app", "data-viewing": state.viewing ? "yes" : null }, state.isOffline && h("p", { class: "offline", key: "offline" }, t("pane.offline")), !state.isListOpen && state.listed.length > 0 && back(), content(view), toast(state.told, { onopen: pane.host.openItem, onclose: () => pane.change({ told: null }) }), view && state.mail && page(view), state.isDropping && h("div", { class: "drop", key: "drop" }, icon("download"), t("queue.drop")));
  }

  function back() {
    return h("button", { type: "button", key: "back", class: "link back", onclick: () => pane.change({ isListOpen: true }) }, icon("left"), counted("queue.back", state.listed.length));
  }

  /** @param {CaseView | null} view */
  function content(view) {
    if (state.isListOpen) return h("main", { class: "scroller", key: "list" }, queueList(state.listed, { onstart: work.queue.start, onstop: work.queue.stop, onopen: work.queue.open }));
    if (state.failure) return h("main", { class: "empty", key: "failure" }, icon("alert"), h("p", { role: "alert" }, state.failure), state.retry && h("button", { type: "button", class: "primary", onclick: state.retry }, t("pane.retry")));
    if (!state.session || (state.item && !state.mail)) return h("main", { class: "scroller", key: "scroller" }, progress(null));
    if (!state.item || !state.mail) return h("main", { class: "empty", key: "empty" }, icon("mail"), h("p", {}, t("pane.no_message")));
    if (!view && state.mail.status === "received") return h("main", { class: "scroller", key: "scroller" }, progress(state.mail), spoken());
    if (!view) return nothing(state.mail);
    return h("main", { class: "scroller", key: "scroller", onfocusin: enter }, whatItIs(state.mail, view));
  }

  /** @param {MailView} mail */
  function nothing(mail) {
    return h("main", { class: "empty", key: "nothing" }, icon("mail"), h("h1", {}, t("pane.nothing")), h("p", {}, t("pane.nothing_more")), mail.authentication_failed && h("p", { class: "finding", "data-severity": "warning" }, icon("shield"), t("pane.unauthenticated")), mail.findings.map(finding), elsewhere());
  }

  /** What the message only links to is not fetched in anybody's name: it is said. */
  function elsewhere() {
    return (state.item?.elsewhere ?? []).map((name) => h("p", { class: "finding banner", "data-severity": "warning", key: `elsewhere ${name}` }, icon("alert"), h("span", {}, t("pane.elsewhere", { name }))));
  }

  /**
   * @param {MailView} mail
   * @param {CaseView} view
   */
  function whatItIs(mail, view) {
    const editing = editingOf(view);
    const group = (/** @type {import("./strings.js").Key} */ key) => view.document && fieldGroup(key, view.document, editing, state.isExpanded);
    return h(
      "div",
      { id: "case", key: view.id, role: mail.cases.length > 1 && mail.cases.length <= 3 ? "tabpanel" : null },
      header(mail, view, select),
      outcome(view, mail.cases, select),
      rehearsal(view.rehearsal),
      mail.authentication_failed && h("p", { class: "finding banner", "data-severity": "warning", key: "unauthenticated" }, icon("shield"), h("span", {}, t("pane.unauthenticated"))),
      elsewhere(),
      view.status !== "posted" && summary(view, mail.findings, work.onjump, { toCheck: work.check.left(view).length, onnext: work.check.next }),
      view.question && h("section", { class: "group question", key: "question", "aria-label": t("group.question") }, h("h2", {}, t("group.question")), h("blockquote", { lang: view.language || null }, view.question)),
      isInErp(view) && standing(state.standings, work.asking.toggle, work.asking.again),
      matches(view, editing),
      orderChange(view.change),
      group("group.identity"),
      view.document && lines(view, editing, lineWork, { ...work.choices, choosing: state.choosing }),
      view.document && totals(view),
      group("group.amounts"),
      view.document && taxBreakdown(view, editing, lineWork),
      group("group.payment"),
      group("group.delivery"),
      group("group.parties"),
      view.document && emptyFields(view.document, editing, state.isExpanded, () => pane.change({ isExpanded: !state.isExpanded })),
      history(state.events, state.isHistoryOpen, (isOpen) => showHistory(view, isOpen)),
      view.document && h("p", { class: "hint end", key: "hint" }, t("evidence.hint")),
      h("datalist", { id: "unit-names", key: "units" }, unitNames().map((name) => h("option", { value: name, key: name }))),
    );
  }

  /** @param {string} caseId */
  function select(caseId) {
    pane.change({ caseId, cell: "", openLine: -1, choosing: null, replying: null, isRejecting: false, events: null, isHistoryOpen: false, standings: null, errors: new Map(), obstacle: "", notice: "" });
  }

  /**
   * Whether the ERP may have a document that the case is about.
   * @param {CaseView} view
   */
  const isInErp = (view) => view.status === "posted" || Boolean(view.matches.purchase_order?.best || view.matches.sales_order?.best) || ["payment_status_inquiry", "payment_reminder"].includes(view.intent);

  /**
   * @param {CaseView} view
   * @param {import("./parts/field.js").Editing} editing
   */
  function matches(view, editing) {
    const isOrder = view.document?.document_type.startsWith("order");
    const expected = !view.document ? [] : isOrder ? ["customer"] : ["supplier"];
    const paths = [...new Set([...expected, ...["supplier", "customer", "purchase_order"].filter((path) => view.matches[path] || view.findings.some((found) => found.path === path))])];
    if (!paths.length) return false;
    return h("section", { class: "group matches", key: "matches", "aria-label": t("group.matches") }, h("h2", {}, t("group.matches")), paths.map((path) => match({ path, label: t(/** @type {import("./strings.js").Key} */ (`match.${path}`)), match: view.matches[path], choices: { ...work.choices, choosing: state.choosing }, editing: view.document ? editing : { ...editing, readonly: true } })));
  }

  /**
   * @param {CaseView} view
   * @returns {import("./parts/field.js").Editing}
   */
  function editingOf(view) {
    return {
      readonly: !view.can.correct,
      findingsAt: (path) => view.findings.filter((found) => found.path === path),
      errorAt: (path) => state.errors.get(path) ?? "",
      isSaving: (path) => state.saving.has(path),
      pictures: { has: isPictured, bitmap: (part, number) => (state.mail ? work.images.image(state.mail.id, part, number).bitmap : null) },
      onvalue: work.saving.typed,
      onundo: work.saving.undo,
      onrevert: work.saving.revert,
      onshow: work.viewer.show,
    };
  }

  /**
   * Whether the pages of a part exist as images: not those of the body, of sheets, of text and of XML.
   * @param {string} part
   */
  function isPictured(part) {
    const attachment = state.mail?.attachments.find((candidate) => candidate.part === part);
    return attachment !== undefined && part !== BODY && !/^text\/|xml$|sheet|excel|csv/.test(attachment.media_type);
  }

  /** @type {import("./parts/lines.js").LineWork} */
  const lineWork = {
    get open() {
      return state.openLine;
    },
    onopen: (index) => {
      pane.change({ openLine: index });
      if (index >= 0) pane.focus(placeId(`lines.${index}.item`));
    },
    onoperation: work.saving.line,
    onactive: (path) => state.cell !== path && pane.change({ cell: path }),
  };

  /** @param {FocusEvent} event */
  function enter(event) {
    work.check.look(event);
    const target = event.target instanceof Element ? event.target : null;
    if (state.cell && !target?.closest("td.quantity, .top-cells, .numbers")) pane.change({ cell: "" });
  }

  /**
   * @param {CaseView} view
   * @param {boolean} isOpen
   */
  async function showHistory(view, isOpen) {
    if (isOpen === state.isHistoryOpen && state.events && historyOf === `${view.id} ${view.version}`) return;
    pane.change({ isHistoryOpen: isOpen });
    if (isOpen) await loadHistory(view);
  }

  let historyOf = "";

  /** @param {CaseView} view */
  async function loadHistory(view) {
    historyOf = `${view.id} ${view.version}`;
    const loading = async () => {
      const events = await api.events(view.id);
      if (historyOf === `${view.id} ${view.version}`) pane.change({ events });
    };
    await attempt(loading, (notice) => pane.change({ notice }));
  }

  /**
   * What stands below the scrolling part: the cell's evidence, the reply or rejection, notices and actions, and the viewer over all.
   * @param {CaseView} view
   */
  function page(view) {
    work.asking.follow(view);
    if (state.isHistoryOpen && historyOf && historyOf !== `${view.id} ${view.version}`) loadHistory(view);
    const { deeds } = work;
    return h(
      "footer",
      { class: "bottom", key: "bottom" },
      state.cell && !state.viewing && !state.replying && !state.isRejecting && bar(view),
      state.replying && reply(view.replies, state.replying, state.item?.reference === "", { onkind: work.replying.onkind, onfile: work.replying.onfile, onopen: work.replying.onopendraft, oncopy: work.replying.oncopy, onclose: work.replying.onreplied }),
      state.isRejecting && rejection({ isDocument: view.document !== null, error: state.rejectionError, onconfirm: deeds.onrejected, oncancel: deeds.onkeep }),
      spoken(),
      !state.replying && !state.isRejecting && actions(view, { ...deeds, onreply: work.replying.onreply, onfollow: work.onfollow, isLooking: state.session?.user.role === "auditor", obstacle: state.obstacle, canFollow: state.otherItem !== null, isBusy: state.isBusy, now: Date.now() }),
      state.viewing && pageViewer(view),
    );
  }

  function spoken() {
    const { notice } = state;
    return [
      h("p", { class: "notice", role: "status", key: "notice", "data-empty": notice ? null : "yes" }, typeof notice === "string" ? notice : [notice.text, " ", link(notice.url, notice.label)]),
      h("p", { class: "spoken", role: "status", key: "spoken" }, state.spoken),
    ];
  }

  /** @param {CaseView} view */
  function bar(view) {
    const field = fieldAt(view, state.cell);
    const editing = editingOf(view);
    const rows = view.document?.lines.length ?? 0;
    if (Number(state.cell.split(".")[1]) >= (state.cell.startsWith("lines") ? rows : (view.document?.tax_breakdown.length ?? 0))) return false;
    const strip = evidence({ field, label: place(state.cell), pictures: editing.pictures, onshow: () => work.viewer.show(state.cell), tabbable: true });
    return cellBar({ path: state.cell, field, count: rows, editing, work: lineWork, strip });
  }

  /** @param {CaseView} view */
  function pageViewer(view) {
    const viewing = work.viewer.current();
    if (!viewing || !state.mail) return false;
    const name = viewing.path.split(".").at(-1) ?? "";
    return viewer({ viewing, value: shown(name, fieldAt(view, viewing.path)?.value ?? ""), attachments: state.mail.attachments, readonly: !view.can.correct, deeds: work.viewer.deeds });
  }

  return whole;
}
