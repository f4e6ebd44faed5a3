// @ts-check
/** The connection to the ERP, for the administrator who sets it up, tries it, and ends it. */

import * as api from "./api.js";
import { h, render, settle } from "./dom.js";
import { moment, number } from "./format.js";
import { attempt, framed, openPage } from "./page.js";
import { finding } from "./parts/findings.js";
import { icon } from "./parts/icon.js";
import { question } from "./parts/question.js";
import { waiting } from "./parts/waiting.js";
import { sandboxForm } from "./sandbox.js";
import { t } from "./strings.js";

/** @typedef {import("./types.js").ConnectionView} ConnectionView */
/**
 * @typedef {object} ConnectionState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {ConnectionView | null} view
 * @property {string} kind the ERP chosen in the form, "" for none
 * @property {Record<string, string>} answers
 * @property {number} generation of the form: its inputs are new ones after each save and each choice
 * @property {import("./types.js").TrialView | null} trial
 * @property {"" | "check" | "save"} busy
 * @property {boolean} leaving whether the person is asked if they mean to disconnect
 * @property {string} refusal why the answers cannot be used
 * @property {string} notice
 * @property {string} failure why there is no page
 * @property {number | undefined} watch the timer that looks how far the reading is
 */

/** How often one looks how far the reading of the ERP is, in milliseconds. */
const WATCHED = 1500;

/** @param {Element} root */
async function start(root) {
  /** @type {ConnectionState} */
  const state = { users: [], user: "", view: null, kind: "", answers: {}, generation: 0, trial: null, busy: "", leaving: false, refusal: "", notice: "", failure: "", watch: undefined };

  /** @param {Partial<ConnectionState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  const sandbox = sandboxForm({ redraw: () => change({}), onview: show, result });

  function whole() {
    return framed({ look: "connection-page", title: t("connection.title"), users: state.users, user: state.user, link: state.users.length > 0 && h("a", { href: "mailbox.html" }, icon("mail"), t("erp.mailbox")) }, content());
  }

  function content() {
    if (state.failure || !state.view) return waiting(state.failure);
    return [present(state.view), form(state.view), sandbox.draw(state.view)];
  }

  /** @param {ConnectionView} view */
  function present({ connected, otherwise, catalog }) {
    return h(
      "section",
      { class: "present", key: "present", "aria-labelledby": "present" },
      h(
        "div",
        { class: "says" },
        h("h2", { id: "present", tabindex: -1 }, connected ? t("connection.is", { name: connected.name }) : otherwise ? t("connection.otherwise", { name: otherwise }) : t("connection.none")),
        h("p", { class: "hint" }, connected ? t("connection.since", { at: moment(connected.updated_at, true) }) : t("connection.why")),
        h("p", { class: "hint", key: "catalog", id: "read" }, catalog ? read(catalog) : t("connection.no_catalog")),
        catalog?.problem && h("p", { class: "error", role: "alert", key: "unread" }, t("connection.unread", { problem: catalog.problem })),
        connected?.problem && h("p", { class: "error", role: "alert", key: "problem" }, connected.problem),
      ),
      h("p", { class: "ways", key: "ways" }, h("a", { href: "mapping.html" }, t("connection.mapping")), h("a", { href: "deployment.html" }, t("connection.outlook")), h("a", { href: "watched.html" }, t("connection.watched"))),
      (connected || otherwise) && h("div", { class: "deeds", key: "deeds" }, state.leaving && connected ? asked(connected.name) : [again(catalog), connected && leave()]),
      h("p", { class: "notice", role: "status", key: "notice" }, state.notice),
    );
  }

  /** @param {import("./types.js").CatalogView | null} catalog */
  function again(catalog) {
    return h("button", { type: "button", key: "again", id: "again", onclick: fetchAnew, "aria-disabled": catalog?.is_being_fetched ? "true" : null }, icon("again"), t("connection.fetch"));
  }

  function leave() {
    return h("button", { type: "button", key: "leave", id: "leave", onclick: ask }, icon("close"), t("connection.leave"));
  }

  /** @param {string} name */
  function asked(name) {
    const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && keep();
    return [
      h("p", { key: "asked", id: "leave-asked" }, t("connection.leave_asked", { name })),
      h("button", { type: "button", key: "now", id: "leave-now", class: "danger", "aria-describedby": "leave-asked", onkeydown: escape, onclick: disconnect }, t("connection.leave_now")),
      h("button", { type: "button", key: "keep", onkeydown: escape, onclick: keep }, t("action.cancel")),
    ];
  }

  function ask() {
    change({ leaving: true, notice: "" });
    document.getElementById("leave-now")?.focus();
  }

  function keep() {
    change({ leaving: false });
    document.getElementById("leave")?.focus();
  }

  /** @param {ConnectionView} view */
  function form({ kinds, connected }) {
    const kind = kinds.find((one) => one.kind === state.kind);
    const secrets = connected && connected.kind === state.kind ? connected.secrets : [];
    return h(
      "form",
      { class: "asked", key: "form", "aria-labelledby": "form", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), save()) },
      h("h2", { id: "form" }, t("connection.form")),
      h(
        "div",
        { class: "question" },
        h("label", { for: "kind" }, t("connection.kind")),
        h("select", { id: "kind", value: state.kind, onchange: (/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.currentTarget).value) }, h("option", { value: "" }, t("connection.choose")), kinds.map((one) => h("option", { key: one.kind, value: one.kind }, one.name))),
      ),
      kind?.questions.map((one) => question(one, { key: `${one.name} ${state.generation}`, value: state.answers[one.name] ?? "", isKept: secrets.includes(one.name), onanswer: (answer) => (state.answers[one.name] = answer) })),
      kind && kind.lacks.length > 0 && h("div", { class: "lacks", key: "lacks" }, h("h3", {}, t("connection.lacks")), h("ul", {}, kind.lacks.map((one) => h("li", { key: one }, one)))),
      h("div", { class: "trial", key: "trial", "aria-live": "polite" }, state.refusal ? h("p", { class: "error", key: "refusal" }, icon("block"), state.refusal) : state.trial && result(state.trial)),
      kind && h("div", { class: "deeds", key: "deeds" }, deed("check", check, "button"), deed("save", null, "submit")),
    );
  }

  /**
   * @param {"check" | "save"} name
   * @param {(() => void) | null} onclick
   * @param {"button" | "submit"} type
   */
  function deed(name, onclick, type) {
    return h("button", { type, key: name, id: name, class: name === "save" ? "primary" : null, onclick, "aria-disabled": state.busy ? "true" : null }, state.busy === name ? t(`connection.doing.${name}`) : t(`connection.do.${name}`));
  }

  /** @param {import("./types.js").TrialView} trial */
  function result(trial) {
    const seconds = t("connection.seconds", { seconds: number(trial.seconds.toFixed(2), 2) });
    return [trial.is_well && h("p", { class: "good", key: "well" }, icon("check"), h("span", {}, t("connection.well"), trial.seconds > 0 && ` ${seconds}`)), ...trial.findings.map(finding)];
  }

  /**
   * How old what was read is, and how much; while it is read, how much so far.
   * @param {import("./types.js").CatalogView} catalog
   */
  function read(catalog) {
    const now = catalog.is_being_fetched && (catalog.is_first ? t("connection.first") : t("connection.reading"));
    const asOf = catalog.fetched_at && t("connection.as_of", { at: moment(catalog.fetched_at, true) });
    return [now, asOf, counts(catalog)].filter(Boolean).join(" ");
  }

  /** @param {import("./types.js").CatalogView} catalog */
  function counts(catalog) {
    const numbers = { customers: catalog.customers, suppliers: catalog.suppliers, items: catalog.items, purchase_orders: catalog.purchase_orders };
    const written = Object.fromEntries(Object.entries(numbers).map(([name, count]) => [name, number(String(count), 0)]));
    return t("connection.catalog", written);
  }

  /** @param {string} kind */
  function choose(kind) {
    change({ kind, ...fresh(kind), notice: "" });
  }

  /**
   * The form for an ERP as it is kept, or with its defaults.
   * @param {string} kind
   * @returns {Partial<ConnectionState>}
   */
  function fresh(kind) {
    const questions = state.view?.kinds.find((one) => one.kind === kind)?.questions ?? [];
    const kept = state.view?.connected?.kind === kind ? state.view.connected.answers : {};
    return { answers: Object.fromEntries(questions.map((one) => [one.name, kept[one.name] ?? one.default])), generation: state.generation + 1, trial: null, refusal: "", leaving: false };
  }

  /**
   * Does what takes a while, once.
   * @param {"check" | "save"} busy
   * @param {() => Promise<unknown>} what
   */
  async function during(busy, what) {
    if (state.busy) return;
    change({ busy, trial: null, refusal: "", notice: "" });
    await attempt(what, (refusal) => change({ refusal }));
    change({ busy: "" });
  }

  const check = () => during("check", async () => change({ trial: await api.connection.check(state.kind, state.answers) }));

  function save() {
    return during("save", async () => {
      take(await api.connection.save(state.kind, state.answers), t("connection.saved"));
      document.getElementById("present")?.focus();
    });
  }

  function fetchAnew() {
    if (state.view?.catalog?.is_being_fetched) return;
    return attempt(async () => show(await api.connection.fetchAnew()), fail);
  }

  /**
   * Shows what is read of the ERP, again and again as long as it is being read; the form stays as it is.
   * @param {ConnectionView} view
   */
  function show(view) {
    change({ view });
    clearTimeout(state.watch);
    if (view.catalog?.is_being_fetched) state.watch = setTimeout(() => attempt(async () => show(await api.connection.present()), () => {}), WATCHED);
  }

  function disconnect() {
    return attempt(async () => {
      take(await api.connection.disconnect(), t("connection.left"));
      document.getElementById("present")?.focus();
    }, fail);
  }

  /**
   * @param {ConnectionView} view
   * @param {string} notice
   */
  function take(view, notice) {
    sandbox.fill(view);
    show(view);
    const kind = view.connected?.kind ?? "";
    change({ kind, ...fresh(kind), notice });
    const choice = document.getElementById("kind");
    if (choice) settle(choice);
  }

  const fail = (/** @type {string} */ failure) => change({ failure });

  await openPage(change, async () => take(await api.connection.present(), ""));
}

const root = document.getElementById("root");
if (root) start(root);
