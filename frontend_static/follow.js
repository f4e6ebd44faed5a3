// @ts-check
/** Keeps the pane on the message on screen: opens its mail, waits for its changes, and drops every answer that comes too late. */

import * as api from "./api.js";
import { foreseen, handOver } from "./handing.js";
import { KEPT } from "./host.js";
import { currentCase, newer, nothingOpen } from "./pane_state.js";
import { named, t } from "./strings.js";

/** @typedef {import("./host.js").Item} Item */

/** How long to wait before asking a server again that did not answer, in milliseconds: at least, and however long it asks for. */
const PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

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
    await foresee(item, signal, () => mine === generation);
    while (mine === generation) {
      try {
        const mail = id ? await api.mailAfter(id, revision, signal) : await handOver(pane, item, signal);
        if (mine !== generation) return;
        id = mail.id;
        revision = mail.revision;
        confirm(mail);
        take(mail);
      } catch (error) {
        if (mine !== generation || (error instanceof DOMException && error.name === "AbortError")) return;
        if (!(error instanceof api.Problem)) throw error;
        // What the mailbox does not tell, the client itself may hand over.
        if (!error.isPassing && pane.state.isForeseen) confirm(null);
        else if (!error.isPassing) return pane.change({ failure: error.message, retry: error.status === 401 ? () => (api.hasTokens() ? show(item) : location.reload()) : null });
        else await pause(error.pause);
      }
    }
  }

  /**
   * Waits before the server is asked again that did not answer.
   * @param {number} wanted by the server, in milliseconds
   */
  function pause(wanted) {
    pane.change({ isOffline: true });
    return new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(wanted, PAUSE), LONGEST_PAUSE)));
  }

  /**
   * What is shown was handed over, or is not the message on screen after all: then nothing of it stays.
   * @param {import("./types.js").MailView | null} mail that was handed over
   */
  function confirm(mail) {
    if (pane.state.isForeseen) pane.change(mail?.id === pane.state.mail?.id ? { isForeseen: false, obstacle: "" } : nothingOpen());
  }

  /**
   * Shows what the server has read of the message already, while the client hands it over.
   * @param {Item} item
   * @param {AbortSignal} signal
   * @param {() => boolean} isCurrent
   */
  async function foresee(item, signal, isCurrent) {
    try {
      const mail = await foreseen(item, signal);
      if (!mail || !isCurrent()) return;
      pane.state.isForeseen = true;
      take(mail);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) throw error;
    }
  }

  /** @param {import("./types.js").MailView} fresh */
  function take(fresh) {
    const { state } = pane;
    const mail = newer(state.mail, fresh);
    const wasReading = state.mail?.status !== "prepared";
    const caseId = [state.caseId, state.item?.caseId].find((id) => mail.cases.some((view) => view.id === id)) ?? mail.cases[0]?.id ?? "";
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
    if (state.isForeseen) {
      pane.change({ obstacle: t("blocked.foreseen"), otherItem: null });
      return false;
    }
    // What a person opened in the pane itself is on screen wherever the client is.
    if (state.item?.mailbox === KEPT) return true;
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
  return other !== null && one.mailbox === other.mailbox && one.reference === other.reference && one.messageId === other.messageId;
}
