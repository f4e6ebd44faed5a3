// @ts-check
/// <reference types="office-js" />
/** Files of the message that go along with a reply in Outlook: handed over as they are, so that none ever stands at an open address. */

import { asked, isSupported, refusal } from "./asking.js";

/** @typedef {import("../host.js").Enclosure} Enclosure */

/** The most that goes along, in bytes; and the longest name, in characters (https://learn.microsoft.com/office/dev/add-ins/outlook/limits-for-activation-and-javascript-api-for-outlook-add-ins). */
const MOST = 25 * 1024 * 1024;
const LONGEST_NAME = 255;

/**
 * Whether Outlook's reply window takes them; it takes bytes since Mailbox 1.15, and before that only addresses that everybody can open.
 * @param {Enclosure[]} enclosures
 */
export function areTaken(enclosures) {
  return enclosures.length === 0 || (isSupported("1.15") && inAll(enclosures) <= MOST);
}

/**
 * The files as the reply window takes them.
 * @param {Enclosure[]} enclosures
 * @returns {Promise<Office.ReplyFormAttachment[]>}
 */
export function asFiles(enclosures) {
  return Promise.all(enclosures.map(async (one) => ({ type: Office.MailboxEnums.AttachmentType.Base64, name: nameOf(one), base64file: await base64(one) })));
}

/**
 * Attaches the files to a draft that a person writes; when one is not taken, none stays.
 * @param {Office.MessageCompose} draft
 * @param {Enclosure[]} enclosures
 */
export async function attach(draft, enclosures) {
  if (!enclosures.length) return;
  if (!isSupported("1.8") || inAll(enclosures) > MOST) throw refusal("reply.files_refused");
  /** @type {string[]} */
  const attached = [];
  try {
    for (const one of enclosures) {
      const content = await base64(one);
      attached.push(await asked((/** @type {(result: Office.AsyncResult<string>) => void} */ answer) => draft.addFileAttachmentFromBase64Async(content, nameOf(one), answer), "reply.files_refused"));
    }
  } catch (error) {
    for (const id of attached) draft.removeAttachmentAsync(id, () => undefined);
    throw error;
  }
}

/** @param {Enclosure[]} enclosures */
const inAll = (enclosures) => enclosures.reduce((sum, { size }) => sum + size, 0);

/** @param {Enclosure} enclosure */
const nameOf = ({ name }) => name.slice(-LONGEST_NAME);

/**
 * @param {Enclosure} enclosure
 * @returns {Promise<string>} without the beginning of a data URL
 */
async function base64({ content }) {
  const bytes = await content();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });
}
