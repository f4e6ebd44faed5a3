// @ts-check
/// <reference types="office-js" />
/** The message on screen in Outlook: its names, its bytes where Outlook hands them over, else its address for the server. */

import { Problem } from "../api.js";
import { asked, isSupported, refusal } from "./asking.js";

/** @typedef {import("../host.js").Item} Item */

/** S/MIME: encrypted or opaquely signed; clear-signed messages can be read. */
const PROTECTED = /^IPM\.Note\.(SMIME(?!\.MultipartSigned)|Secure)/i;

/** @returns {Item | null} a message, or the draft that a person writes, which has no reference and names the message it answers */
export function onScreen() {
  const { item } = Office.context.mailbox;
  if (!item) return null;
  const files = Array.isArray(item.attachments) ? item.attachments : [];
  return {
    mailbox: "outlook",
    reference: item.itemId ?? "",
    messageId: (item.itemId ? item.internetMessageId : item.inReplyTo) ?? "",
    elsewhere: files.filter((file) => file.attachmentType === Office.MailboxEnums.AttachmentType.Cloud).map(({ name }) => name),
  };
}

/**
 * The whole message with its attachments; null where Outlook does not hand it over and the server may ask for it. It is not put together
 * from its parts: without its headers, nobody could tell whether the sender is who they say, nor that two people opened the same message.
 * @param {Item} wanted
 * @returns {Promise<Blob | null>}
 */
export async function message({ reference }) {
  const { item } = Office.context.mailbox;
  if (item?.itemId !== reference) throw refusal("outlook.other_message");
  if (PROTECTED.test(item.itemClass)) throw refusal("outlook.protected");
  const base64 = isSupported("1.14") ? await handedOver(item) : "";
  // What came while another message took its place may be the other one's.
  if (onScreen()?.reference !== reference) throw refusal("outlook.other_message");
  return base64 ? new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]) : null;
}

/**
 * @param {Office.MessageRead} item
 * @returns {Promise<string>} in base64, "" when Outlook refuses
 */
async function handedOver(item) {
  try {
    return await asked((answer) => item.getAsFileAsync(answer), "outlook.unread");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return "";
  }
}

/**
 * How the server finds a message in the mailbox: its REST id, and the mailbox's address when it is not the person's own.
 * @param {Item} item
 * @returns {Promise<import("../host.js").Address>}
 */
export async function address({ reference }) {
  const { mailbox } = Office.context;
  // On mobile ids are REST ids already, and there is nothing that converts them.
  const id = mailbox.convertToRestId ? mailbox.convertToRestId(reference, Office.MailboxEnums.RestVersion.v2_0) : reference;
  const owner = mailbox.item?.itemId === reference ? await ownerOf(mailbox.item) : "";
  return { message_id: id, mailbox: owner };
}

/**
 * Whose mailbox a message is in, as an address; "" for the person's own, where Outlook refuses to tell.
 * @param {Office.MessageRead} item
 */
async function ownerOf(item) {
  if (!item.getSharedPropertiesAsync || !isSupported("1.8")) return "";
  try {
    return (await asked((/** @type {(result: Office.AsyncResult<Office.SharedProperties>) => void} */ answer) => item.getSharedPropertiesAsync(answer), "outlook.unread")).owner;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return "";
  }
}
