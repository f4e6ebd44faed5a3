// @ts-check
/** The mapping table, for the administrator who says which of the ERP's own fields are filled with what, and when. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { attempt, framed, openPage, save as handOver } from "./page.js";
import { icon } from "./parts/icon.js";
import { rule } from "./parts/rule.js";
import { tried } from "./parts/tried.js";
import { versions } from "./parts/versions.js";
import { waiting } from "./parts/waiting.js";
import { editable, emptyRule, moved, plain } from "./rules.js";
import { t } from "./strings.js";

/**
 * @typedef {object} MappingState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {import("./types.js").MappingView | null} view
 * @property {import("./types.js").ErpFieldView[]} fields
 * @property {string} problem why the ERP did not tell its fields
 * @property {import("./types.js").VersionView[]} versions
 * @property {import("./rules.js").Rule[]} rules
 * @property {string} saved the rules as they are kept, to tell what changed
 * @property {Record<string, string>} names
 * @property {{input: string, choices: import("./types.js").Choice[]}} found
 * @property {string} tryOn id of the case
 * @property {import("./types.js").TriedView | null} tried
 * @property {string} refused why the rules cannot be tried
 * @property {boolean} busy
 * @property {string} refusal
 * @property {string} notice
 * @property {string} failure why there is no page
 */

/** How long typing rests before the rules are tried or the catalog is searched, in milliseconds. */
const REST = 300;
/** What conditions call them, and the catalog. @type {Record<string, "customers" | "suppliers" | "items">} */
const KINDS = { customer: "customers", supplier: "suppliers", item: "items" };

/** @param {Element} root */
async function start(root) {
  /** @type {MappingState} */
  const state = { users: [], user: "", view: null, fields: [], problem: "", versions: [], rules: [], saved: "[]", names: {}, found: { input: "", choices: [] }, tryOn: "", tried: null, refused: "", busy: false, refusal: "", notice: "", failure: "" };
  let trying = 0;
  let searching = 0;
  let attempts = 0;

  /** @param {Partial<MappingState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  const isChanged = () => JSON.stringify(plain(state.rules)) !== state.saved;

  function whole() {
    return framed({ look: "mapping-page", title: t("mapping.title"), users: state.users, user: state.user, link: h("a", { href: "connection.html" }, icon("plug"), t("connection.title")) }, content());
  }

  function content() {
    if (state.failure || !state.view) return waiting(state.failure);
    return [
      h("p", { class: "intro", key: "intro" }, t("mapping.intro")),
      state.problem && h("p", { class: "error", key: "problem", role: "alert" }, state.problem),
      ruleList(state.view),
      deeds(),
      preview(state.view),
      state.versions.length > 0 && versions(state.versions, restore),
    ];
  }

  /** @param {import("./types.js").MappingView} view */
  function ruleList({ subjects }) {
    const table = { subjects, fields: state.fields, names: state.names, found: state.found, count: state.rules.length, onchange: edited, onsearch: search, onmove: move, onremove: remove };
    return h(
      "section",
      { key: "rules", "aria-labelledby": "rules" },
      h("h2", { id: "rules", tabindex: -1 }, t("mapping.rules")),
      state.rules.length ? h("ol", { class: "rules", key: "list" }, state.rules.map((one, index) => rule(one, index, table))) : h("p", { class: "hint", key: "none" }, t("mapping.none")),
      h("button", { type: "button", id: "add-rule", key: "add", onclick: add }, icon("plus"), t("mapping.add_rule")),
    );
  }

  function deeds() {
    const changed = isChanged();
    return h(
      "div",
      { class: "page-deeds", key: "deeds" },
      h("button", { type: "button", id: "save", class: "primary", "aria-disabled": state.busy || !changed ? "true" : null, onclick: save }, state.busy ? t("mapping.saving") : t("mapping.save")),
      changed && h("button", { type: "button", id: "discard", key: "discard", onclick: discard }, t("mapping.discard")),
      h("span", { class: "files" }, h("button", { type: "button", id: "export", onclick: exportFile }, icon("download"), t("mapping.export")), h("label", { class: "button" }, icon("file"), t("mapping.import"), h("input", { id: "import", type: "file", accept: ".csv,text/csv", class: "spoken", onchange: importFile }))),
      h("p", { class: "notice", role: "status", key: "notice" }, state.notice || (changed ? t("mapping.unsaved") : "")),
      state.refusal && h("p", { class: "error", role: "alert", key: "refusal" }, state.refusal),
    );
  }

  /** @param {import("./types.js").MappingView} view */
  function preview({ cases }) {
    return h(
      "section",
      { key: "try", class: "tried", "aria-labelledby": "try" },
      h("h2", { id: "try" }, t("mapping.try")),
      cases.length
        ? h("select", { key: "cases", id: "try-case", "aria-label": t("mapping.try_case"), value: state.tryOn, onchange: (/** @type {Event} */ event) => (change({ tryOn: /** @type {HTMLSelectElement} */ (event.currentTarget).value, tried: null }), retry(0)) }, h("option", { key: "", value: "" }, t("mapping.choose")), cases.map(({ id, label }) => h("option", { key: id, value: id }, label)))
        : h("p", { class: "hint", key: "none" }, t("mapping.try_none")),
      h("div", { class: "outcome", key: "outcome", "aria-live": "polite" }, state.refused ? h("p", { class: "error" }, state.refused) : state.tried && tried(state.tried, state.fields)),
    );
  }

  function edited() {
    change({ notice: "", refusal: "" });
    retry(REST);
  }

  /** @param {number} rest */
  function retry(rest) {
    clearTimeout(trying);
    const attemptNumber = (attempts += 1);
    if (!state.tryOn) return change({ tried: null, refused: "" });
    const deed = async () => {
      const view = await api.mapping.preview(state.tryOn, plain(state.rules));
      if (attemptNumber === attempts) change({ tried: view, refused: "" });
    };
    trying = window.setTimeout(() => attempt(deed, (refused) => attemptNumber === attempts && change({ refused, tried: null })), rest);
  }

  /**
   * @param {string} input
   * @param {string} subject
   * @param {string} query
   */
  function search(input, subject, query) {
    clearTimeout(searching);
    if (query.length < 2 || state.names[`${subject} ${query}`]) return;
    const deed = async () => {
      const candidates = await api.candidates(KINDS[subject], query, AbortSignal.timeout(10_000));
      for (const { id, label } of candidates) state.names[`${subject} ${id}`] = label;
      change({ found: { input, choices: candidates.map(({ id, label }) => ({ value: id, label })) } });
    };
    searching = window.setTimeout(() => attempt(deed, (refusal) => change({ refusal })), REST);
  }

  function add() {
    const added = emptyRule();
    state.rules = [...state.rules, added];
    edited();
    document.getElementById(`${added.key}-name`)?.focus();
  }

  /** @param {number} index @param {number} step */
  function move(index, step) {
    state.rules = moved(state.rules, index, step);
    edited();
    change({ notice: t("mapping.moved", { rule: index + step + 1 }) });
  }

  /** @param {number} index */
  function remove(index) {
    state.rules = state.rules.filter((_, place) => place !== index);
    edited();
    const next = state.rules[Math.min(index, state.rules.length - 1)];
    document.getElementById(next ? `${next.key}-name` : "add-rule")?.focus();
  }

  /**
   * What is kept now.
   * @param {import("./types.js").MappingView} view
   * @param {string} notice
   */
  async function take(view, notice) {
    change({ view, rules: editable(view.rules), saved: JSON.stringify(view.rules), names: { ...state.names, ...view.names }, notice, refusal: "" });
    change({ versions: (await api.mapping.versions()).versions });
    retry(0);
  }

  /** @param {() => Promise<void>} deed */
  async function during(deed) {
    if (state.busy) return;
    change({ busy: true, refusal: "", notice: "" });
    await attempt(deed, (refusal) => change({ refusal }));
    change({ busy: false });
  }

  const version = () => state.view?.version ?? 0;

  function save() {
    if (!isChanged()) return;
    return during(async () => {
      const view = await api.mapping.save(version(), plain(state.rules));
      // The rules stay the ones on screen, so that the focus stays where it is.
      change({ view, saved: JSON.stringify(view.rules), names: { ...state.names, ...view.names }, notice: t("mapping.saved", { version: view.version }) });
      change({ versions: (await api.mapping.versions()).versions });
    });
  }

  function discard() {
    change({ rules: editable(JSON.parse(state.saved)), notice: t("mapping.discarded"), refusal: "" });
    document.getElementById("rules")?.focus();
    retry(0);
  }

  /** @param {number} older */
  function restore(older) {
    if (isChanged()) return change({ refusal: t("mapping.restore_first"), notice: "" });
    return during(async () => {
      const view = await api.mapping.restore(older, version());
      await take(view, t("mapping.saved", { version: view.version }));
      document.getElementById("rules")?.focus();
    });
  }

  const exportFile = () => during(async () => handOver(await api.mapping.file(), "mapping.csv"));

  /** @param {Event} event */
  async function importFile(event) {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    const file = input.files?.[0];
    if (!file) return;
    const text = await file.text();
    input.value = "";
    await during(async () => {
      const { rules, names } = await api.mapping.read(text);
      change({ rules: editable(rules), names: { ...state.names, ...names }, notice: t("mapping.imported", { count: rules.length }) });
      retry(0);
    });
  }

  await openPage(change, async () => {
    await take(await api.mapping.present(), "");
    change(await api.mapping.fields());
  });
}

const root = document.getElementById("root");
if (root) start(root);
