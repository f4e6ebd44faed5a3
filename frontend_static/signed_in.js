// @ts-check
/** Where signing in with Google ends: keeps our token for this tab, and goes on to the page that was wanted. */

import { TOKEN } from "./request.js";

/** @param {string} name */
const told = (name) => document.querySelector(`meta[name="countersign-${name}"]`)?.getAttribute("content") ?? "";

sessionStorage.setItem(TOKEN, told("token"));
// In the place of this page, to which nobody is to come back.
location.replace(told("page"));
