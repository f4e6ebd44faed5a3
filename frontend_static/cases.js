// @ts-check
/** What waits for the organisation's people, in a browser: a list whose entries each open their case. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { moment } from "./format.js";
import { attempt, framed, openPage } from "./page.js";
import { icon } from "./parts/icon.js";
import { waiting } from "./parts/waiting.js";
import { named, t } from "./strings.js";

/** @typedef {import("./types.js").WaitingCase} WaitingCase */
/**
 * @typedef {object} CasesState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {WaitingCase[] | null} cases
 * @property {number} pages how many of them are shown
 * @property {boolean} hasMore
 * @property {string} failure why it could not be listed, or listed on
 */

/** @param {Element} root */
async function start(root) {
  /** @type {CasesState} */
  const state = { users: [], user: "", cases: null, pages: 0, hasMore: false, failure: "" };

  /** @param {Partial<CasesState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  function whole() {
    return framed({ look: "cases-page", title: t("cases.title"), users: state.users, user: state.user, link: state.users.length > 0 && h("a", { href: "mailbox.html" }, icon("mail"), t("erp.mailbox")) }, content());
  }

  function content() {
    if (!state.cases) return waiting(state.failure);
    return [
      state.failure && h("p", { class: "error", role: "alert", key: "failure" }, state.failure),
      h("p", { class: "intro", key: "intro", role: "status" }, t(state.cases.length ? "cases.intro" : "cases.none")),
      state.cases.length > 0 && h("ul", { key: "cases" }, state.cases.map(entry)),
      h("div", { class: "turning", key: "turning" }, state.hasMore && h("button", { type: "button", key: "more", id: "more", onclick: more }, t("cases.more")), h("button", { type: "button", key: "again", id: "again", onclick: again }, icon("again"), t("cases.again"))),
    ];
  }

  /** @param {WaitingCase} one */
  function entry({ id, mail_id, status, intent, number, subject, sender, received_at }) {
    // A tab of its own, which keeps who is signed in: in this one, Microsoft would ask again on the way back.
    const link = { id: `case-${id}`, href: `case.html?${new URLSearchParams({ mail: mail_id, case: id })}`, target: "_blank", rel: "opener" };
    return h(
      "li",
      { key: id },
      h("div", {}, h("a", link, [named("intent", intent), number].filter(Boolean).join(" ")), h("p", {}, subject || t("cases.no_subject")), h("p", { class: "hint" }, [sender, moment(received_at)].filter(Boolean).join(" · "))),
      h("span", { class: "mark" }, named("status", status)),
    );
  }

  /** @param {number} page */
  async function load(page) {
    const found = await api.waitingCases(page);
    const shown = page ? (state.cases ?? []) : [];
    // What came meanwhile moves the others on: none of them is listed twice.
    const known = new Set(shown.map(({ id }) => id));
    const fresh = found.cases.filter(({ id }) => !known.has(id));
    change({ cases: [...shown, ...fresh], pages: page + 1, hasMore: found.has_more, failure: "" });
    return fresh;
  }

  /** Lists more; who goes by keyboard goes on at the first of them. */
  async function more() {
    const going = async () => {
      const [first] = await load(state.pages);
      document.getElementById(first ? `case-${first.id}` : "again")?.focus();
    };
    await attempt(going, fail);
  }

  const again = () => attempt(() => load(0), fail);
  const fail = (/** @type {string} */ failure) => change({ failure });

  await openPage(change, () => load(0), t("sign_in.cases"));
}

const root = document.getElementById("root");
if (root) start(root);
