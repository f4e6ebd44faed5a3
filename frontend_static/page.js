// @ts-check
/** What every page does alike: tells what the server refuses, and changes who is signed in. */

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
