// @ts-check
/** What every page does alike: opens, stands in the same frame, tells what the server refuses, changes who is signed in, and hands over files. */

import * as api from "./api.js";
import { h } from "./dom.js";
import { enter } from "./entering.js";
import { applyLook } from "./look.js";
import { topBar } from "./parts/top_bar.js";
import { t } from "./strings.js";

/**
 * Shows the page as far as it is there, signs the person in, and loads the rest; what hinders it becomes its `failure`.
 * @param {(changes: {users?: import("./types.js").User[], user?: string, failure?: string}) => void} change
 * @param {() => Promise<unknown>} load
 * @param {string} [why] people sign in, where it is not as an administrator
 */
export async function openPage(change, load, why) {
  applyLook();
  change({});
  const opening = async () => {
    const session = await enter(why);
    if (!session) return change({ failure: t("pane.signed_out") });
    change({ user: session.user.id, users: session.demo ? await api.demoUsers() : [] });
    await load();
  };
  await attempt(opening, (failure) => change({ failure }));
}

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
 * An administrator's page: its title, the bar above it with the way back, and its content.
 * @param {{look: string, title: string, users: import("./types.js").User[], user: string, link: import("./dom.js").Child}} about
 * @param {import("./dom.js").Child[]} content
 */
export function framed({ look, title, users, user, link }, ...content) {
  document.title = `${title} – Countersign`;
  return h("div", { class: `framed ${look}` }, topBar({ title, users, user, onuser: switchUser, link }), h("main", {}, ...content));
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
