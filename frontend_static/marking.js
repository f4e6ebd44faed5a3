// @ts-check
/** Shows on a message in the mail client what became of it: its category, and the ERP's number on a bar above it. */

import * as api from "./api.js";
import { KEPT } from "./host.js";
import { attempt } from "./page.js";
import { t } from "./strings.js";

/** @typedef {import("./host.js").Item} Item */
/** @typedef {import("./types.js").CaseView} CaseView */

/** @param {import("./pane_state.js").Pane} pane */
export function marking(pane) {
  /**
   * Begins while the message is on screen, where its mailbox is known.
   * @param {string} mailId
   * @param {Item} item
   * @returns {(view: CaseView) => Promise<void>} marks the message as the case stands in the end
   */
  return function marker(mailId, item) {
    const isInMailbox = item.mailbox !== KEPT && item.reference !== "";
    const address = isInMailbox ? pane.host.address(item) : null;
    return async (view) => {
      if (!address) return;
      pane.host.showBar(item, pane.state.session?.bar && view.status === "posted" && view.receipt ? t("told.bar", { number: view.receipt.number }) : "");
      const where = await address;
      // What is decided stands, whether the category says so or not.
      if (pane.state.session?.categories && "message_id" in where) await attempt(() => api.categorise(mailId, where), () => undefined);
    };
  };
}
