// @ts-check
/// <reference types="office-js" />
/** The message on screen in Outlook: its names, its bytes where Outlook hands them or their parts over, else its address for the server. The same of several that are selected. */

import { answered, isSupported, refusal } from "./asking.js";
import { assembled } from "./assembling.js";

/** @typedef {import("../host.js").Item} Item */
/** @typedef {import("../host.js").Address} Address */
/** @template T @typedef {(result: Office.AsyncResult<T>) => void} Answer */

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
    // What is opened from a file has no id; a draft has no class.
    isNameless: !item.itemId && Boolean(item.itemClass),
    elsewhere: files.filter((file) => file.attachmentType === Office.MailboxEnums.AttachmentType.Cloud).map(({ name }) => name),
  };
}

/**
 * The whole message with its attachments: as Outlook hands it over, else put together from its headers and parts; its address where Outlook does
 * not tell all of them.
 * @param {Item} wanted on screen, or one of several that are selected
 * @returns {Promise<Blob | Address>}
 */
export async function message({ reference, isSelected }) {
  if (isSelected) return isSupported("1.15") ? beside(reference) : addressOf(reference, null);
  const { item } = Office.context.mailbox;
  if (item?.itemId !== reference) throw refusal("outlook.other_message");
  const found = await handed(reference, item);
  // What came while another message took its place may be the other one's.
  if (onScreen()?.reference !== reference) throw refusal("outlook.other_message");
  return found;
}

/**
 * How the server finds a message in its mailbox.
 * @param {Item} item
 * @returns {Promise<Address>}
 */
export function address({ reference }) {
  const { item } = Office.context.mailbox;
  return addressOf(reference, item?.itemId === reference ? item : null);
}

/** When the selected message that was opened last is closed again. @type {Promise<unknown>} */
let closed = Promise.resolve();

/**
 * A selected message, opened beside the one on screen: Outlook opens one at a time.
 * @param {string} reference
 * @returns {Promise<Blob | Address>}
 */
function beside(reference) {
  const reading = closed.then(async () => {
    const item = /** @type {Office.LoadedMessageRead | null} */ (await answered((/** @type {Answer<Office.LoadedMessageRead | Office.LoadedMessageCompose>} */ answer) => Office.context.mailbox.loadItemByIdAsync(reference, answer)));
    if (!item) return addressOf(reference, null);
    try {
      return await handed(reference, item);
    } finally {
      await answered((answer) => item.unloadAsync(answer));
    }
  });
  closed = reading.catch(() => undefined);
  return reading;
}

/**
 * @param {string} reference
 * @param {Office.MessageRead | Office.LoadedMessageRead} item
 * @returns {Promise<Blob | Address>}
 */
async function handed(reference, item) {
  if (PROTECTED.test(item.itemClass)) throw refusal("outlook.protected");
  const base64 = isSupported("1.14") && (await answered((/** @type {Answer<string>} */ answer) => item.getAsFileAsync(answer)));
  if (base64) return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]);
  return (await assembled(item)) ?? addressOf(reference, item);
}

/**
 * A message's REST id, and the address of its mailbox when that is not the person's own.
 * @param {string} reference
 * @param {Office.MessageRead | Office.LoadedMessageRead | null} item null when it is not open
 * @returns {Promise<Address>}
 */
async function addressOf(reference, item) {
  const { mailbox } = Office.context;
  // On mobile ids are REST ids already, and there is nothing that converts them.
  const id = mailbox.convertToRestId ? mailbox.convertToRestId(reference, Office.MailboxEnums.RestVersion.v2_0) : reference;
  const canBeShared = isSupported("1.8") && item?.getSharedPropertiesAsync;
  const shared = canBeShared && (await answered((/** @type {Answer<Office.SharedProperties>} */ answer) => item.getSharedPropertiesAsync(answer)));
  return { message_id: id, mailbox: shared ? shared.owner : "" };
}
