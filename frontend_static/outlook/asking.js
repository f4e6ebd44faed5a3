// @ts-check
/// <reference types="office-js" />
/** How Outlook is asked: what it can do, how long it may take, and its refusals as sentences. */

import { Problem } from "../api.js";
import { t } from "../strings.js";

/** @typedef {import("../strings.js").Key} Key */

/** How long Outlook may take to hand over a message with its attachments, in milliseconds. */
const LONG_PATIENCE = 60_000;

/** @param {string} version of the requirement set Mailbox */
export function isSupported(version) {
  return Office.context.requirements.isSetSupported("Mailbox", version);
}

/**
 * What Outlook answers; its refusals become a sentence.
 * @template T
 * @param {(answer: (result: Office.AsyncResult<T>) => void) => void} ask
 * @param {Key} failure
 * @returns {Promise<T>}
 */
export function asked(ask, failure) {
  const answer = new Promise((resolve, reject) => ask((result) => (result.status === Office.AsyncResultStatus.Succeeded ? resolve(result.value) : reject(refusal(failure)))));
  return within(LONG_PATIENCE, answer, failure);
}

/**
 * What Outlook answers, null when it refuses: then there is another way.
 * @template T
 * @param {(answer: (result: Office.AsyncResult<T>) => void) => void} ask
 * @returns {Promise<T | null>}
 */
export async function answered(ask) {
  try {
    return await asked(ask, "outlook.unread");
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return null;
  }
}

/**
 * @template T
 * @param {number} patience in milliseconds
 * @param {Promise<T>} promise
 * @param {Key} failure
 * @returns {Promise<T>}
 */
export function within(patience, promise, failure) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(refusal(failure)), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** @param {Key} sentence */
export function refusal(sentence) {
  return new Problem(422, t(sentence));
}
