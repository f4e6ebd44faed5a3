// @ts-check
/** Gives the server a message, as the mail client can: its bytes, its address in the mailbox, or its name when it was received already. */

import * as api from "./api.js";
import { KEPT } from "./host.js";
import { t } from "./strings.js";

/** @typedef {import("./host.js").Item} Item */

/**
 * The message on screen if the server received it by itself, by its name alone: what is on screen may only bear the same one.
 * @param {Item} item
 * @param {AbortSignal} signal
 */
export async function foreseen(item, signal) {
  if (!item.messageId || !item.reference || item.file || item.mailbox === KEPT) return null;
  try {
    const mail = await api.foreseen(item.messageId, signal);
    return mail?.status === "prepared" ? mail : null;
  } catch (error) {
    // It is handed over as any other.
    if (error instanceof api.Problem) return null;
    throw error;
  }
}

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {Item} item
 * @param {AbortSignal} [signal]
 * @returns {Promise<import("./types.js").MailView>}
 */
export async function handOver(pane, item, signal) {
  if (item.file) return api.sendMail(item.file, signal);
  if (item.mailbox === KEPT) return api.mail(item.reference, signal);
  const isLooking = pane.state.session?.user.role === "auditor";
  if (item.messageId && (isLooking || !item.reference)) return api.mailNamed(item.messageId, signal);
  if (!item.reference) throw new api.Problem(422, t(item.isNameless ? "outlook.nameless" : "outlook.unsent"));
  const message = pane.state.isForeseen ? await pane.host.address(item) : await pane.host.message(item);
  return message instanceof Blob ? api.sendMail(message, signal) : api.openMail(message, signal);
}
