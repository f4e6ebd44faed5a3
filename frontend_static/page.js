// @ts-check
/** What every page does alike: tells what the server refuses, changes who is signed in, and hands over files. */

import * as api from "./api.js";

/**
 * Does something, and tells in a sentence when the server refuses it or cannot be reached.
 * @param {() => Promise<unknown>} deed
 * @param {(sentence: string) => void} tell
 * @returns {Promise<boolean>} whether it was done
 */
export async function attempt(deed, tell) {
  try {
    await deed();
    return true;
  } catch (error) {
    if (!(error instanceof api.Problem)) throw error;
    tell(error.message);
    return false;
  }
}

/**
 * The same page for another of the demo's people.
 * @param {string} user
 */
export async function switchUser(user) {
  await api.signInDemo(user);
  location.reload();
}

/**
 * Hands a file to the browser to keep.
 * @param {Blob} content
 * @param {string} name
 */
export function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
