// @ts-check
/** Signing in by Microsoft Entra with the account that is signed in to Outlook (nested app authentication); tokens are kept in memory only. */

import * as api from "./api.js";
import { t } from "./strings.js";

/** @typedef {typeof import("@azure/msal-browser")} Msal */

/** Microsoft's own library, which nobody needs but a pane in Outlook. */
const LIBRARY = "./vendor/msal-browser.min.js";
/** The kind of problem when the server asks for more than the person could prove here. */
export const STEP_UP = "step_up";

/** @returns {Promise<Msal>} */
async function library() {
  try {
    await import(LIBRARY);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new api.Problem(0, t("error.unreachable"));
  }
  return /** @type {any} */ (globalThis).msal;
}

/** Makes every request that of the person signed in to Outlook; they see a window when Microsoft wants to ask them something. */
export async function signIn() {
  const place = await api.entra();
  if (!place) throw new api.Problem(404, t("sign_in.none"));
  const msal = await library();
  const app = await msal.createNestablePublicClientApplication({
    // CP1: this client understands what the server demands of its tokens (https://learn.microsoft.com/entra/identity-platform/claims-challenge).
    auth: { clientId: place.client_id, authority: place.authority, redirectUri: new URL("auth_redirect.html", location.href).href, clientCapabilities: ["CP1"] },
    cache: { cacheLocation: "memoryStorage" },
  });
  const scopes = [place.scope];

  /**
   * @param {boolean} forceRefresh
   * @param {string} claims what the server demands of the token, as Entra takes it, "" for nothing
   */
  async function acquire(forceRefresh, claims) {
    const asked = { scopes, ...(claims && { claims }) };
    try {
      return (await app.acquireTokenSilent({ ...asked, forceRefresh })).accessToken;
    } catch (error) {
      if (!(error instanceof msal.AuthError)) throw error;
    }
    try {
      return (await app.acquireTokenPopup(asked)).accessToken;
    } catch (error) {
      if (!(error instanceof msal.AuthError)) throw error;
      throw claims ? new api.Problem(401, t("sign_in.more"), STEP_UP) : new api.Problem(401, t("sign_in.failed"), "not_signed_in");
    }
  }

  /** The token in use, or on its way: requests side by side share it. @type {Promise<string> | null} */
  let token = null;
  /** What the server refused last, and what it demanded then. */
  let refused = "";
  api.signInBy(async (refusal) => {
    const told = refusal ? `${refusal.token} ${refusal.claims}` : "";
    if (refusal && told !== refused) {
      refused = told;
      token = acquire(true, refusal.claims);
    }
    token ??= acquire(false, "");
    const asked = token;
    try {
      return await asked;
    } catch (error) {
      if (token === asked) [token, refused] = [null, ""];
      throw error;
    }
  });
}
