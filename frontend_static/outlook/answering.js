// @ts-check
/// <reference types="office-js" />
/** What is written into Outlook: a reply in its own window or at the cursor, and what became of a message on a bar above it. */

import { asked, isSupported, refusal } from "./asking.js";
import { asFiles, attach, areTaken } from "./attaching.js";

/** @typedef {import("../host.js").Item} Item */
/** @typedef {import("../host.js").Enclosure} Enclosure */
/** @typedef {import("../types.js").ReplyView} ReplyView */

/** The largest reply that Outlook takes, in bytes (https://learn.microsoft.com/javascript/api/outlook/office.messageread). */
const LARGEST_REPLY = 32 * 1024;
/** The longest text that is inserted at the cursor, in characters (https://learn.microsoft.com/javascript/api/outlook/office.body). */
const LONGEST_INSERT = 1_000_000;
/** The longest text on the bar, in characters (https://learn.microsoft.com/javascript/api/outlook/office.notificationmessagedetails). */
const LONGEST_BAR = 150;
/** Our bar above the message, and the icon that the manifest names. */
const BAR = "countersign";
const ICON = "Icon.16";

/**
 * Opens the reply as a draft, or inserts it where the person writes one; Outlook keeps the signature in both.
 * @param {ReplyView} reply
 * @param {Enclosure[]} enclosures
 * @returns {Promise<import("../host.js").Placed>}
 */
export async function openReply(reply, enclosures) {
  const { item } = Office.context.mailbox;
  if (!item) throw refusal("reply.no_host");
  if (!item.itemId) return insert(item, reply, enclosures);
  if (!isSupported("1.9") || !item.displayReplyFormAsync || new Blob([reply.html]).size > LARGEST_REPLY || !areTaken(enclosures)) return "";
  const attachments = await asFiles(enclosures);
  // Outlook answers about the message on screen now.
  if (Office.context.mailbox.item?.itemId !== item.itemId) throw refusal("outlook.other_message");
  await asked((answer) => item.displayReplyFormAsync({ htmlBody: reply.html, attachments }, answer), "reply.no_host");
  return "opened";
}

/**
 * The files first: what is not taken leaves the draft as it was.
 * @param {Office.MessageCompose} draft
 * @param {ReplyView} reply
 * @param {Enclosure[]} enclosures
 * @returns {Promise<import("../host.js").Placed>}
 */
async function insert(draft, reply, enclosures) {
  const { body } = draft;
  const coercionType = await asked((/** @type {(result: Office.AsyncResult<Office.CoercionType>) => void} */ answer) => body.getTypeAsync(answer), "reply.no_host");
  const text = coercionType === Office.CoercionType.Html ? reply.html : reply.text;
  if (text.length > LONGEST_INSERT) return "";
  await attach(draft, enclosures);
  await asked((answer) => body.setSelectedDataAsync(text, { coercionType }, answer), "reply.no_host");
  return "inserted";
}

/**
 * Shows the text above the message if it is on screen, until it is told otherwise; "" takes it away.
 * @param {Item} item
 * @param {string} text
 */
export function showBar({ reference }, text) {
  const { item } = Office.context.mailbox;
  if (!item?.notificationMessages || item.itemId !== reference) return;
  // A bar that Outlook does not show, or has shown away already, is nothing that anybody has to know.
  const done = () => undefined;
  if (!text) return item.notificationMessages.removeAsync(BAR, done);
  const shown = text.length > LONGEST_BAR ? `${text.slice(0, LONGEST_BAR - 1)}…` : text;
  item.notificationMessages.replaceAsync(BAR, { type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage, message: shown, icon: ICON, persistent: true }, done);
}
