// @ts-check
/** The watched mailboxes, for the administrator who adds, pauses and removes them. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { moment } from "./format.js";
import { attempt, framed, openPage } from "./page.js";
import { icon } from "./parts/icon.js";
import { question } from "./parts/question.js";
import { waiting } from "./parts/waiting.js";
import { t } from "./strings.js";

/** @typedef {import("./types.js").WatchedView} WatchedView */
/** @typedef {import("./types.js").WatchedMailboxesView} WatchedMailboxesView */
/**
 * @typedef {object} WatchedState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {WatchedMailboxesView | null} view
 * @property {import("./types.js").MarkingView | null} marking which marks messages get
 * @property {Record<string, string>} answers of the form
 * @property {import("./types.js").MailSystem | ""} system that the form names, "" for the first
 * @property {boolean} onlyWithAttachments
 * @property {number} generation of the form: its inputs are new ones after each mailbox that was added
 * @property {boolean} isBusy
 * @property {string} removing id of the mailbox that the person is asked about, "" for none
 * @property {string} refusal why the answers cannot be used
 * @property {string} notice
 * @property {string} failure why there is no page
 */

/** How often one looks how the mailboxes stand, in milliseconds. */
const WATCHED = 5000;
/** What the form asks, with the keys of its texts. */
const QUESTIONS = /** @type {const} */ ([
  ["address", "watched.address", "watched.address.help"],
  ["folder", "watched.folder", "watched.folder.help"],
  ["senders", "watched.senders", "watched.senders.help"],
  ["subjects", "watched.subjects", "watched.subjects.help"],
]);

/** @param {Element} root */
async function start(root) {
  /** @type {WatchedState} */
  const state = { users: [], user: "", view: null, marking: null, answers: {}, system: "", onlyWithAttachments: false, generation: 0, isBusy: false, removing: "", refusal: "", notice: "", failure: "" };

  /** @param {Partial<WatchedState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  function whole() {
    return framed({ look: "connection-page watched-page", title: t("watched.title"), users: state.users, user: state.user, link: h("a", { href: "connection.html" }, icon("plug"), t("connection.title")) }, content());
  }

  function content() {
    if (state.failure || !state.view) return waiting(state.failure);
    const { mailboxes, obstacle } = state.view;
    return [
      h("p", { class: "intro", key: "intro" }, t("watched.intro")),
      obstacle && h("p", { class: "error", key: "obstacle", id: "obstacle" }, obstacle),
      h("p", { class: "notice", role: "status", key: "notice", id: "notice", tabindex: -1 }, state.notice),
      mailboxes.length ? h("ul", { class: "mailboxes", key: "mailboxes" }, mailboxes.map(mailbox)) : h("p", { class: "hint", key: "none" }, t("watched.none")),
      !obstacle && form(),
      state.marking && marks(state.marking),
    ];
  }

  /** @param {import("./types.js").MarkingView} marking */
  function marks(marking) {
    const deciding = (/** @type {Partial<import("./types.js").MarkingView>} */ change_) => attempt(async () => change({ marking: await api.marking.decide({ ...marking, ...change_ }), notice: t("marking.decided") }), fail);
    return h(
      "section",
      { class: "present", key: "marking", "aria-labelledby": "marking-title" },
      h("h2", { id: "marking-title" }, t("marking.title")),
      /** @type {const} */ (["categories", "bar"]).map((name) => h("label", { class: "choice", key: name }, h("input", { id: `marking-${name}`, type: "checkbox", checked: marking[name], onchange: (/** @type {Event} */ event) => deciding({ [name]: /** @type {HTMLInputElement} */ (event.currentTarget).checked }) }), h("span", {}, name === "bar" ? t("marking.bar") : t("marking.categories")))),
    );
  }

  /** @param {WatchedView} view */
  function mailbox(view) {
    const since = { count: view.received, at: moment(view.started_at, true) };
    return h(
      "li",
      { class: "present", key: view.id },
      h(
        "div",
        { class: "says" },
        h("h2", { id: `mailbox-${view.id}` }, where(view), " ", h("span", { class: "mark" }, t(view.state === "paused" ? "watched.state.paused" : "watched.state.active"))),
        h("p", {}, `${t(`watched.system.${view.system || "outlook"}`)}. ${picks(view)}`),
        h("p", { class: "hint" }, `${view.received === 1 ? t("watched.received_one", since) : t("watched.received", since)} ${view.read_at ? t("watched.read", { at: moment(view.read_at, true) }) : t("watched.unread")}`),
        view.problem && h("p", { class: "error", key: "problem" }, view.problem, view.retry_at && ` ${t("watched.retry", { at: moment(view.retry_at, true) })}`),
        view.skipped && h("p", { class: "hint skipped", key: "skipped" }, t("watched.skipped", { skipped: view.skipped })),
      ),
      h("div", { class: "deeds" }, state.removing === view.id ? asked(view) : offered(view)),
    );
  }

  /** @param {WatchedView} view */
  function offered(view) {
    const isPaused = view.state === "paused";
    return [
      deed(view, isPaused ? "resume" : "pause", () => act(view, isPaused ? "resume" : "pause")),
      deed(view, "remove", () => ask(view.id)),
    ];
  }

  /**
   * @param {WatchedView} view
   * @param {"pause" | "resume" | "remove"} name
   * @param {() => void} onclick
   */
  function deed(view, name, onclick) {
    const label = { pause: t("watched.pause"), resume: t("watched.resume"), remove: t("watched.remove") }[name];
    return h("button", { type: "button", key: name, id: `${name}-${view.id}`, "aria-label": t("watched.deed", { deed: label, where: where(view) }), onclick }, name === "remove" && icon("trash"), label);
  }

  /** @param {WatchedView} view */
  function asked(view) {
    const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && keep(view.id);
    return [
      h("button", { type: "button", key: "now", id: "remove-now", class: "danger", "aria-label": t("watched.deed", { deed: t("watched.remove_now"), where: where(view) }), onkeydown: escape, onclick: () => act(view, "remove") }, t("watched.remove_now")),
      h("button", { type: "button", key: "keep", onkeydown: escape, onclick: () => keep(view.id) }, t("action.cancel")),
    ];
  }

  function form() {
    const key = `form ${state.generation}`;
    return h(
      "form",
      { class: "asked", key, "aria-labelledby": "form", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), add()) },
      h("h2", { id: "form" }, t("watched.form")),
      state.view && state.view.systems.length > 1 && systems(state.view.systems),
      QUESTIONS.map(([name, label, help]) => {
        const asking = { name, label: t(label), help: t(help), is_secret: false, is_required: name === "address", default: "" };
        return question(asking, { key: name, value: state.answers[name] ?? "", isKept: false, onanswer: (answer) => (state.answers[name] = answer) });
      }),
      h(
        "label",
        { class: "choice", key: "files" },
        h("input", { id: "files", type: "checkbox", onchange: (/** @type {Event} */ event) => (state.onlyWithAttachments = /** @type {HTMLInputElement} */ (event.currentTarget).checked) }),
        h("span", {}, t("watched.only_with_attachments")),
      ),
      h("div", { class: "trial", key: "refusal", "aria-live": "polite" }, state.refusal && h("p", { class: "error" }, icon("block"), state.refusal)),
      h("div", { class: "deeds" }, h("button", { type: "submit", id: "watch", class: "primary", "aria-disabled": state.isBusy ? "true" : null }, state.isBusy ? t("watched.watching") : t("watched.watch"))),
    );
  }

  /** @param {import("./types.js").MailSystem[]} offered */
  function systems(offered) {
    const choose = (/** @type {Event} */ event) => (state.system = /** @type {import("./types.js").MailSystem} */ (/** @type {HTMLSelectElement} */ (event.currentTarget).value));
    return h(
      "div",
      { class: "question", key: "system" },
      h("label", { for: "system" }, t("watched.system")),
      h("select", { id: "system", value: state.system || offered[0], onchange: choose }, offered.map((name) => h("option", { key: name, value: name }, t(`watched.system.${name}`)))),
    );
  }

  async function add() {
    if (state.isBusy) return;
    change({ isBusy: true, refusal: "", notice: "" });
    const address = (state.answers.address ?? "").trim();
    const folder = (state.answers.folder ?? "").trim();
    const adding = async () => {
      const view = await api.watched.add({ system: state.system, address, folder, senders: listed(state.answers.senders), subjects: listed(state.answers.subjects), only_with_attachments: state.onlyWithAttachments });
      change({ view, answers: {}, system: "", onlyWithAttachments: false, generation: state.generation + 1, notice: t("watched.added", { where: where({ address, folder }) }) });
      document.getElementById("notice")?.focus();
    };
    await attempt(adding, (refusal) => change({ refusal }));
    change({ isBusy: false });
  }

  /**
   * @param {WatchedView} view
   * @param {"pause" | "resume" | "remove"} name
   */
  function act(view, name) {
    const told = { pause: "watched.paused", resume: "watched.resumed", remove: "watched.removed" };
    return attempt(async () => {
      change({ view: await api.watched.act(view.id, name), removing: "", notice: t(/** @type {import("./strings.js").Key} */ (told[name]), { where: where(view) }) });
      const next = { pause: `resume-${view.id}`, resume: `pause-${view.id}`, remove: "notice" }[name];
      document.getElementById(next)?.focus();
    }, fail);
  }

  /** @param {string} id */
  function ask(id) {
    change({ removing: id, notice: "" });
    document.getElementById("remove-now")?.focus();
  }

  /** @param {string} id */
  function keep(id) {
    change({ removing: "" });
    document.getElementById(`remove-${id}`)?.focus();
  }

  /** Shows how the mailboxes stand, again and again; the form stays as it is. */
  function look() {
    setTimeout(async () => {
      await attempt(async () => change({ view: await api.watched.present() }), () => {});
      look();
    }, WATCHED);
  }

  const fail = (/** @type {string} */ failure) => change({ failure });

  await openPage(change, async () => change({ view: await api.watched.present(), marking: await api.marking.present() }));
  if (state.view) look();
}

/** @param {{address: string, folder: string}} mailbox */
function where({ address, folder }) {
  return folder ? t("watched.where", { address, folder }) : address;
}

/** @param {WatchedView} view */
function picks(view) {
  const parts = [
    view.senders.length > 0 && t("watched.picks.senders", { senders: view.senders.join(", ") }),
    view.subjects.length > 0 && t("watched.picks.subjects", { subjects: view.subjects.join(", ") }),
    view.only_with_attachments && t("watched.picks.files"),
  ].filter(Boolean);
  return parts.length ? parts.join(" ") : t("watched.picks.all");
}

/** @param {string} [text] with commas in it */
function listed(text = "") {
  return text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
}

const root = document.getElementById("root");
if (root) start(root);
