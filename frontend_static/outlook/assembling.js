// @ts-check
/// <reference types="office-js" />
/** A message put together from what Outlook tells of it (RFC 5322, RFC 2045): its own headers, its body and its files. */

import { answered, isSupported } from "./asking.js";

/** @typedef {Pick<Office.MessageRead, "attachments" | "body" | "getAllInternetHeadersAsync" | "getAttachmentContentAsync" | "internetMessageId">} Open */
/** @template T @typedef {(result: Office.AsyncResult<T>) => void} Answer */

/** The most that its files may come to, in bytes: each passes through Outlook and the pane as text. */
const MOST = 25 * 1024 * 1024;
/** A field's first line (RFC 5322, 2.2); and the fields about how the body was written, which is written anew. */
const FIELD = /^([!-9;-~]+)[ \t]*:/;
const REWRITTEN = /^(content-(type|transfer-encoding|disposition)|mime-version)[ \t]*:/i;
const FOLDED = /^[ \t]+\S/;
/** Media types of a single file (RFC 6838, 4.2). */
const OF_A_FILE = /^(?!multipart\/|message\/)[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/i;
const CONTENT_ID = /^[!-;=?-~]+$/;
/** Outlook hands over some files as text or empty, and calls that base64 (https://github.com/OfficeDev/office-js/issues/4390, 4544). */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** The longest line of base64 (RFC 2045, 6.8). */
const LINE = /.{76}(?=.)/g;
/** The class or the type of what is restricted to some people ([MS-OXORMMS]) or encrypted (RFC 8551): it is not put together unsealed. */
const SEALED = /^(rpmsg\.|application\/(x-)?pkcs7-mime\b)/i;

/**
 * The message as its sender named it and as the mail servers saw it, or null where Outlook does not tell all of it: without the headers, nobody
 * could tell whether the sender is who they say, nor that two people opened the same message.
 * @param {Open} item
 * @returns {Promise<Blob | null>}
 */
export async function assembled(item) {
  if (!isSupported("1.8")) return null;
  const files = item.attachments.filter(({ attachmentType }) => attachmentType !== Office.MailboxEnums.AttachmentType.Cloud);
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST) return null;
  // Outlook says that it succeeded, too, when it has no headers (of what was sent from here) or one of them only.
  const fields = fieldsOf((await answered((/** @type {Answer<string>} */ answer) => item.getAllInternetHeadersAsync(answer))) ?? "");
  const messageId = valueOf(fields, "message-id");
  const [type, itemClass] = [valueOf(fields, "content-type"), valueOf(fields, "content-class")];
  if (!messageId || messageId !== item.internetMessageId?.trim() || SEALED.test(type) || SEALED.test(itemClass)) return null;
  const parts = [await bodyOf(item, /^text\/plain\b/i.test(type))];
  for (const file of files) parts.push(await partOf(item, file));
  return parts.includes(null) ? null : multipart(fields, parts);
}

/**
 * @param {string} block headers as Outlook has them: those of parts may follow after an empty line
 * @returns {string[]} one field each, with its folded lines
 */
function fieldsOf(block) {
  /** @type {string[]} */
  const fields = [];
  let isField = false;
  for (const line of block.replace(/^[\r\n]+/, "").split(/\r\n|\r|\n/)) {
    if (!line) break;
    const begins = FIELD.test(line);
    if (begins) fields.push(line);
    else if (isField && FOLDED.test(line)) fields[fields.length - 1] += `\r\n${line}`;
    // What folds a line that is no field belongs to none.
    isField = begins || (isField && FOLDED.test(line));
  }
  return fields;
}

/** @param {string[]} fields @param {string} name in small letters @returns {string} what the first field of that name says, on one line */
function valueOf(fields, name) {
  const field = fields.find((each) => FIELD.exec(each)?.[1].toLowerCase() === name) ?? "";
  return field.replace(FIELD, "").replace(/\r\n/g, "").trim();
}

/** @param {Open} item @param {boolean} isPlain whether it was written without HTML @returns {Promise<string | null>} */
async function bodyOf({ body }, isPlain) {
  const kind = isPlain ? Office.CoercionType.Text : Office.CoercionType.Html;
  const text = await answered((/** @type {Answer<string>} */ answer) => body.getAsync(kind, answer));
  return text === null ? null : part([`Content-Type: text/${isPlain ? "plain" : "html"}; charset=utf-8`], base64(text));
}

/** @param {Open} item @param {Office.AttachmentDetails} file @returns {Promise<string | null>} */
async function partOf(item, { id, name, contentType, isInline, contentId }) {
  const { AttachmentContentFormat: format } = Office.MailboxEnums;
  const found = await answered((/** @type {Answer<Office.AttachmentContent>} */ answer) => item.getAttachmentContentAsync(id, answer));
  const about = [`Content-Disposition: ${isInline && name ? "inline" : "attachment"}; filename*=UTF-8''${encoded(name)}`];
  if (contentId && CONTENT_ID.test(contentId)) about.push(`Content-ID: <${contentId}>`);
  if (found?.format === format.Base64) {
    const [type, content] = [OF_A_FILE.test(contentType) ? contentType : "application/octet-stream", found.content.replace(/\s+/g, "")];
    return BASE64.test(content) ? part([`Content-Type: ${type}`, ...about], wrapped(content)) : null;
  }
  if (found?.format === format.ICalendar) return part(["Content-Type: text/calendar; charset=utf-8", ...about], base64(found.content));
  // Base64 is not for messages within messages (RFC 2046, 5.2.1).
  if (found?.format === format.Eml) return ["Content-Type: message/rfc822", ...about, "Content-Transfer-Encoding: 8bit", "", found.content].join("\r\n");
  return null;
}

/** @param {string[]} about @param {string} content in base64 */
const part = (about, content) => [...about, "Content-Transfer-Encoding: base64", "", content].join("\r\n");

/** @param {string} text */
const base64 = (text) => wrapped(btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("")));

/** @param {string} content */
const wrapped = (content) => content.replace(LINE, "$&\r\n");

/** @param {string} name of a file @returns {string} as RFC 8187 writes it; halves of characters have no such writing */
const encoded = (name) => encodeURIComponent(name.replace(/\p{Surrogate}/gu, "_")).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

/** @param {string[]} fields @param {(string | null)[]} parts @returns {Blob} */
function multipart(fields, parts) {
  // Nobody can foresee it, so that no part holds it.
  const boundary = crypto.randomUUID();
  const head = [...fields.filter((field) => !REWRITTEN.test(field)), "MIME-Version: 1.0", `Content-Type: multipart/mixed; boundary="${boundary}"`, ""];
  return new Blob([[...head, ...parts.map((each) => `--${boundary}\r\n${each}`), `--${boundary}--`, ""].join("\r\n")]);
}
