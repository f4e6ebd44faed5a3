// @ts-check
/** Keeps the pane on the message on screen: opens its mail, waits for its changes, and drops every answer that comes too late. */

import * as api from "./api.js";
import { currentCase, newer, nothingOpen } from "./pane_state.js";
import { named, t } from "./strings.js";

/** @typedef {import("./host.js").Item} Item */

/** How long to wait before asking a server again that did not answer, in milliseconds. */
const PAUSE = 2000;

/**
 * @param {import("./pane_state.js").Pane} pane
 */
export function follower(pane) {
  /** Counts the messages shown; an answer for an older one is stale. */
  let generation = 0;
  let controller = new AbortController();

  /** @param {Item | null} item */
  async function show(item) {
    if (item && isSame(item, pane.state.item) && pane.state.mail) return;
    const mine = ++generation;
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    const isTold = item !== null && pane.state.told !== null && isSame(item, pane.state.told.item);
    pane.change({ ...nothingOpen(), item, ...(isTold && { told: null }) });
    if (!item) return;
    let revision = -1;
    let id = "";
    while (mine === generation) {
      try {
        const mail = id ? await api.mailAfter(id, revision, signal) : await opened(item, signal);
        if (mine !== generation) return;
        id = mail.id;
        revision = mail.revision;
        take(mail);
      } catch (error) {
        if (mine !== generation || (error instanceof DOMException && error.name === "AbortError")) return;
        if (!(error instanceof api.Problem)) throw error;
        if (error.status > 0 && error.status < 500 && error.status !== 429) return pane.change({ failure: error.message });
        pane.change({ isOffline: true });
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /**
   * @param {Item} item
   * @param {AbortSignal} signal
   */
  async function opened(item, signal) {
    const message = await pane.host.message(item);
    return message ? api.sendMail(message, signal) : api.openMail(item.mailbox, item.reference, signal);
  }

  /** @param {import("./types.js").MailView} fresh */
  function take(fresh) {
    const { state } = pane;
    const mail = newer(state.mail, fresh);
    const wasReading = state.mail?.status !== "prepared";
    const caseId = mail.cases.some((view) => view.id === state.caseId) ? state.caseId : (mail.cases[0]?.id ?? "");
    pane.change({ mail, caseId, isOffline: false });
    const view = currentCase(pane.state);
    if (mail.status === "prepared" && wasReading && view) pane.change({ spoken: `${named("intent", view.intent)} ${view.document?.number ?? ""}. ${named("status", view.status)}.` });
  }

  /**
   * Asks the client which message is on screen; says so and answers false when it is not the one shown.
   * @returns {Promise<boolean>}
   */
  async function isOnScreen() {
    const { state } = pane;
    let item;
    try {
      item = await pane.host.currentItem();
    } catch {
      pane.change({ obstacle: t("blocked.host"), otherItem: null });
      return false;
    }
    if (item && isSame(item, state.item)) {
      if (state.obstacle) pane.change({ obstacle: "", otherItem: null });
      return true;
    }
    pane.change({ obstacle: t(item ? "blocked.other_message" : "blocked.no_message"), otherItem: item });
    return false;
  }

  return { show, isOnScreen, isShown: (/** @type {Item} */ item) => isSame(item, pane.state.item) };
}

/**
 * @param {Item} one
 * @param {Item | null} other
 */
function isSame(one, other) {
  return other !== null && one.mailbox === other.mailbox && one.reference === other.reference;
}
