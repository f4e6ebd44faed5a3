// @ts-check
/// <reference types="office-js" />
/** Outlook around the pane: the only file that speaks to Microsoft's office.js. */

import { Problem } from "./api.js";
import { followClient } from "./look.js";
import { t } from "./strings.js";

/** @typedef {import("./host.js").Item} Item */
/** @typedef {import("./strings.js").Key} Key */

/** How long Outlook may take to show itself, and to hand over a message with its attachments, in milliseconds. */
const PATIENCE = 15_000;
const LONG_PATIENCE = 60_000;
/** The largest reply that Outlook takes, in bytes (https://learn.microsoft.com/javascript/api/outlook/office.messageread). */
const LARGEST_REPLY = 32 * 1024;
/** S/MIME: encrypted or opaquely signed; clear-signed messages can be read. */
const PROTECTED = /^IPM\.Note\.(SMIME(?!\.MultipartSigned)|Secure)/i;

/**
 * @param {HTMLScriptElement} script office.js, on its way
 * @returns {import("./host.js").Host}
 */
export function outlookHost(script) {
  const opened = within(PATIENCE, open(script), "outlook.absent");
  // Told when the pane asks for it.
  opened.catch(() => undefined);
  return {
    ready: () => opened,
    isOutlook: true,
    currentItem: async () => onScreen(),
    onItemChanged: (changed) => {
      Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => changed(onScreen()));
      changed(onScreen());
    },
    onSend: () => undefined,
    openItem: ({ reference }) => Office.context.mailbox.displayMessageForm(reference),
    message,
    openDraft: async (_caseId, _kind, reply) => {
      if (new Blob([reply.html]).size > LARGEST_REPLY) throw refusal("outlook.long_reply");
      const item = Office.context.mailbox.item;
      if (!item || !isSupported("1.9")) throw refusal("reply.no_host");
      await asked((answer) => item.displayReplyFormAsync({ htmlBody: reply.html }, answer), "reply.no_host");
      return "";
    },
  };
}

/** @param {HTMLScriptElement} script */
async function open(script) {
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(refusal("outlook.absent")));
  });
  const { host } = await Office.onReady();
  // office.js hides both behind null; the browser's own are still below.
  for (const name of ["pushState", "replaceState"]) Reflect.deleteProperty(history, name);
  if (host !== Office.HostType.Outlook) throw refusal("outlook.elsewhere");
  followTheme();
}

function followTheme() {
  showTheme(Office.context.officeTheme);
  if (isSupported("1.14")) Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (/** @type {{officeTheme: Office.OfficeTheme}} */ { officeTheme }) => showTheme(officeTheme));
}

/** @param {Office.OfficeTheme | undefined} theme Outlook tells its colours only, not whether they are dark */
function showTheme(theme) {
  const [red, green, blue] = (theme?.bodyBackgroundColor?.match(/[0-9a-f]{2}/gi) ?? []).map((part) => parseInt(part, 16) / 255);
  // Luminance without gamma (Rec. 709): right enough to tell dark from light.
  if (blue !== undefined) followClient(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5);
}

/** @returns {Item | null} a message that was not sent yet has no reference */
function onScreen() {
  const { item } = Office.context.mailbox;
  return item ? { mailbox: "outlook", reference: item.itemId ?? "" } : null;
}

/**
 * The whole message with its attachments.
 * @param {Item} wanted
 * @returns {Promise<Blob>}
 */
async function message({ reference }) {
  const { item } = Office.context.mailbox;
  if (!reference) throw refusal("outlook.unsent");
  if (item?.itemId !== reference) throw refusal("outlook.other_message");
  if (PROTECTED.test(item.itemClass)) throw refusal("outlook.protected");
  if (!isSupported("1.14")) throw refusal("outlook.old");
  const base64 = await asked((answer) => item.getAsFileAsync(answer), "outlook.unread");
  // What came while another message took its place may be the other one's.
  if (onScreen()?.reference !== reference) throw refusal("outlook.other_message");
  return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]);
}

/** @param {string} version of the requirement set Mailbox */
function isSupported(version) {
  return Office.context.requirements.isSetSupported("Mailbox", version);
}

/**
 * What Outlook answers; its refusals become a sentence.
 * @template T
 * @param {(answer: (result: Office.AsyncResult<T>) => void) => void} ask
 * @param {Key} failure
 * @returns {Promise<T>}
 */
function asked(ask, failure) {
  const answer = new Promise((resolve, reject) => ask((result) => (result.status === Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(refusal(failure)))));
  return within(LONG_PATIENCE, answer, failure);
}

/**
 * @template T
 * @param {number} patience in milliseconds
 * @param {Promise<T>} promise
 * @param {Key} failure
 * @returns {Promise<T>}
 */
function within(patience, promise, failure) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(refusal(failure)), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {Key} sentence */
function refusal(sentence) {
  return new Problem(422, t(sentence));
}
