// @ts-check
/** What a person decides: send, reject, undo, reopen. Sending asks first whether the right message is on screen. */

import * as api from "./api.js";
import { marking } from "./marking.js";
import { currentCase } from "./pane_state.js";
import { placeId } from "./parts/findings.js";
import { title } from "./parts/outcome.js";
import { STEP_UP } from "./sign_in.js";
import { t } from "./strings.js";

/** @typedef {ReturnType<typeof import("./corrections.js").corrections>} Corrections */
/** @typedef {ReturnType<typeof import("./follow.js").follower>} Follower */

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {Follower} follow
 * @param {Corrections} saving
 * @param {ReturnType<typeof import("./watching.js").watcher>} results
 */
export function deciding(pane, follow, saving, results) {
  const marker = marking(pane);

  /**
   * Sends a decision with the newest version; answers whether it was taken and its message is still on screen.
   * @param {"approve" | "reject" | "reopen" | "hold" | "undo"} decision
   * @param {object} [body]
   * @returns {Promise<boolean>}
   */
  async function decide(decision, body = {}) {
    const { mail, item, isBusy } = pane.state;
    const view = currentCase(pane.state);
    if (!view || !mail || !item || isBusy) return false;
    if (pane.state.isForeseen) return follow.isOnScreen();
    pane.change({ isBusy: true, notice: "" });
    const mark = marker(mail.id, item);
    try {
      const decided = await api.decide(view.id, decision, { version: view.version, ...body });
      saving.take(decided);
      if (decision === "approve" || decision === "undo") results.watch(mail, view, item, mark);
      else mark(decided);
      return pane.state.mail?.id === mail.id;
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      if (pane.state.mail?.id === mail.id) await refused(error, view);
      else results.tell(item, t("told.other", { document: title(view), status: error.message }), "bad");
      return false;
    } finally {
      pane.change({ isBusy: false });
    }
  }

  /**
   * @param {api.Problem} error
   * @param {import("./types.js").CaseView} view
   */
  async function refused(error, view) {
    if (error.type === STEP_UP) return pane.change({ notice: { text: error.message, url: alone(view), label: t("sign_in.outside") } });
    if (error.type === "conflict") saving.take(await api.caseOf(view.id));
    pane.change({ notice: error.type === "conflict" ? t("pane.changed") : error.message });
  }

  async function onsend() {
    // Leaving the input saves what was typed last.
    if (document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement) {
      const active = document.activeElement;
      active.blur();
      pane.focus(active.id);
    }
    await saving.settled();
    const view = currentCase(pane.state);
    if (!view || view.status !== "in_review" || !view.document) return;
    const [unsaved] = pane.state.errors.keys();
    if (unsaved) {
      pane.change({ notice: t("pane.unsaved") });
      return pane.focus(placeId(unsaved));
    }
    if (!view.can.approve) return onblocked();
    if (!(await follow.isOnScreen())) return;
    await decide("approve", { mail_id: pane.state.mail?.id ?? "" });
  }

  function onblocked() {
    const view = currentCase(pane.state);
    const blocking = view?.findings.find((found) => found.severity === "blocking");
    if (!blocking) return void follow.isOnScreen();
    const target = blocking.path && document.getElementById(placeId(blocking.path));
    pane.change({ notice: blocking.sentence });
    if (target) pane.focus(target.id);
  }

  /** @param {string} reason */
  async function onrejected(reason) {
    const isDocument = currentCase(pane.state)?.document;
    if (!reason && isDocument) return pane.change({ rejectionError: t("reject.needed") });
    if (await decide("reject", { reason: reason || t("dismiss.default") })) pane.change({ isRejecting: false, rejectionError: "" });
  }

  return {
    onsend,
    onblocked,
    onundo: () => decide("undo"),
    onreopen: () => decide("reopen"),
    onhold: () => decide("hold"),
    ondismiss: () => onrejected(""),
    onreject: () => {
      pane.change({ isRejecting: true, rejectionError: "", replying: null });
      pane.focus("reject-reason");
    },
    onrejected,
    onkeep: () => pane.change({ isRejecting: false }),
  };
}

/**
 * The page of the case outside the mail client, where a person can prove more.
 * @param {import("./types.js").CaseView} view
 */
function alone(view) {
  return `case.html?${new URLSearchParams({ mail: view.mail_id, case: view.id })}`;
}
