// @ts-check
/** Who opened an administrator's page: somebody of the demonstration, or a person who signs in with Microsoft in this browser. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { signIn } from "./sign_in.js";
import { t } from "./strings.js";

/**
 * Asks for a click first, as browsers open Microsoft's window only then.
 * @returns {Promise<import("./types.js").Session | null>} null where nobody can sign in
 */
export async function enter() {
  const session = await api.ensureSession();
  if (session || !(await api.entra())) return session;
  await signIn();
  await asked();
  return api.ensureSession();
}

/** Resolves when the person wants to sign in. */
async function asked() {
  const place = document.createElement("div");
  document.body.prepend(place);
  /** @type {Promise<void>} */
  const pressed = new Promise((resolve) => {
    const button = h("button", { type: "button", class: "primary", onclick: () => resolve() }, t("sign_in.do"));
    render(place, h("main", { class: "sign-in" }, h("h1", {}, "Countersign"), h("p", {}, t("sign_in.title")), button));
  });
  place.querySelector("button")?.focus();
  await pressed;
  place.remove();
}
