// @ts-check
/** The host's side of nested app authentication: Outlook, signed in, answers with the tokens that the test gives by `giveToken`. */

(() => {
  /** @type {((message: string) => void)[]} */
  const listeners = [];
  const { giveToken } = /** @type {{giveToken: (method: string, isForced: boolean, claims: string) => Promise<string>}} */ (/** @type {any} */ (globalThis));

  /** @param {{method: string, requestId: string, tokenParams?: {clientId: string, scope: string, forceRefresh?: boolean, claims?: string}}} request */
  async function answer({ method, requestId, tokenParams }) {
    const envelope = { messageType: "NestedAppAuthResponse", requestId };
    if (!tokenParams) return { ...envelope, success: true, initContext: { sdkName: "double", sdkVersion: "1", capabilities: {} } };
    const token = await giveToken(method, tokenParams.forceRefresh === true, tokenParams.claims ?? "");
    if (!token) return { ...envelope, success: false, error: { status: method === "GetToken" ? "USER_INTERACTION_REQUIRED" : "USER_CANCEL" } };
    const account = { environment: "login.microsoftonline.com", username: "claire@mistral.example" };
    return { ...envelope, success: true, account, token: { access_token: token, id_token: token, expires_in: 3600, scope: tokenParams.scope, properties: null } };
  }

  Object.assign(globalThis, {
    nestedAppAuthBridge: {
      addEventListener: (/** @type {string} */ _name, /** @type {(message: string) => void} */ listener) => listeners.push(listener),
      postMessage: async (/** @type {string} */ message) => {
        const text = JSON.stringify(await answer(JSON.parse(message)));
        for (const listener of listeners) listener(text);
      },
    },
  });
})();
