// @ts-check
/** Who opened a page in a browser: somebody of the demonstration, or a person who signs in with Microsoft or Google, as the server offers. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { kept } from "./kept.js";
import { TOKEN } from "./request.js";
import { signIn } from "./sign_in.js";
import { t } from "./strings.js";

/**
 * A page of its own: asks for a click first, as browsers open Microsoft's window only then.
 * @param {string} [why] the person signs in
 * @returns {Promise<import("./types.js").Session | null>} null where nobody can sign in
 */
export async function enter(why = t("sign_in.title")) {
  const session = await api.ensureSession();
  if (session) return session;
  const [entra, google] = await Promise.all([api.entra(), api.google()]);
  if (!entra && !google) return null;
  await chosen(why, Boolean(entra), google);
  return api.ensureSession();
}

/** The page of one case: at once with Microsoft where there is no other way, as somebody in Outlook came here from a case. */
export async function signInToCase() {
  if (kept("sessionStorage", TOKEN) && (await api.ensureSession())) return;
  const google = await api.google();
  if (!google) return signIn();
  await chosen(t("sign_in.case"), Boolean(await api.entra()), google);
}

/**
 * Resolves when the person has signed in with Microsoft; with Google the page is left, and comes back.
 * @param {string} why
 * @param {boolean} isMicrosoft whether that is a way
 * @param {string} google where signing in with Google begins, "" where that is none
 */
async function chosen(why, isMicrosoft, google) {
  if (isMicrosoft) await signIn();
  const place = document.createElement("div");
  document.body.prepend(place);
  /** @type {Promise<void>} */
  const pressed = new Promise((resolve) => {
    /** @param {string} label @param {() => void} onclick */
    const way = (label, onclick) => h("button", { type: "button", class: isMicrosoft && google ? null : "primary", key: label, onclick }, label);
    const leave = () => location.assign(`${google}?${new URLSearchParams({ page: location.pathname + location.search })}`);
    render(place, h("main", { class: "sign-in" }, h("h1", {}, "Countersign"), h("p", {}, why), isMicrosoft && way(t("sign_in.do"), resolve), google && way(t("sign_in.google"), leave)));
  });
  place.querySelector("button")?.focus();
  await pressed;
  place.remove();
}
