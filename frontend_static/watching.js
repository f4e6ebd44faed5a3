// @ts-check
/** Tells what became of a case that was sent or taken back while another message is on screen. */

import * as api from "./api.js";
import { title } from "./parts/outcome.js";
import { named, t } from "./strings.js";

/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {import("./types.js").MailView} MailView */
/** @typedef {import("./host.js").Item} Item */
/** @typedef {{text: string, mood: "good" | "bad", item: Item}} Told a result, and the message it belongs to */

/** How long to wait before asking a server again that did not answer, in milliseconds. */
const PAUSE = 2000;
const UNDER_WAY = new Set(["approved", "posting", "cancelling"]);

/** @param {import("./pane_state.js").Pane} pane */
export function watcher(pane) {
  /**
   * Waits for the end of what is under way, and tells it unless the person sees it on screen.
   * @param {MailView} mail
   * @param {CaseView} view
   * @param {Item} item
   * @param {(ended: CaseView) => Promise<void>} mark
   */
  async function watch(mail, view, item, mark) {
    const former = view.receipt?.number ?? "";
    const ended = await end(mail, view.id);
    if (ended) mark(ended);
    if (!ended || pane.state.mail?.id === mail.id) return;
    tell(item, ...result(ended, former));
  }

  /**
   * @param {Item} item
   * @param {string} text
   * @param {"good" | "bad"} mood
   */
  function tell(item, text, mood) {
    pane.change({ told: { item, text, mood } });
  }

  return { watch, tell };
}

/**
 * The case when nothing is under way any more; null when it cannot be seen any longer.
 * @param {MailView} mail
 * @param {string} caseId
 */
async function end(mail, caseId) {
  let { revision } = mail;
  for (;;) {
    try {
      const fresh = await api.mailAfter(mail.id, revision, new AbortController().signal);
      const view = fresh.cases.find((candidate) => candidate.id === caseId);
      if (!view || !UNDER_WAY.has(view.status)) return view ?? null;
      revision = fresh.revision;
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      if (!error.isPassing) return null;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/**
 * @param {CaseView} view
 * @param {string} former number of what was to be taken back
 * @returns {[string, "good" | "bad"]}
 */
function result(view, former) {
  if (view.refusal) return [t("told.refused", { document: title(view), refusal: view.refusal }), "bad"];
  if (view.status === "posted" && view.receipt) return [t("told.posted", { document: title(view), number: view.receipt.number }), "good"];
  if (former) return [t("told.undone", { document: title(view), number: former }), "good"];
  return [t("told.other", { document: title(view), status: named("status", view.status) }), "bad"];
}
