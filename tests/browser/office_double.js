// @ts-check
/// <reference types="office-js" />
/** Outlook as far as the pane asks it, served at the address of office.js. Tests say in `outlookSays` what it holds, and drive it by `outlook`. */

(() => {
  /** @typedef {Pick<Office.MessageRead, "itemId" | "itemClass" | "getAsFileAsync" | "displayReplyFormAsync">} Message */
  /** @typedef {Pick<Office.Mailbox, "addHandlerAsync" | "displayMessageForm"> & {item: Message | null}} Mailbox */
  /** @typedef {Pick<Office.Context, "requirements" | "officeTheme"> & {mailbox: Mailbox}} Context */
  /** @typedef {Pick<typeof Office, "onReady"> & {context: Context}} Api */
  /** @template T @template {string} Name @typedef {Record<Extract<keyof T, Name>, string>} Named the names that Office's own list has */
  /** @typedef {{messages: Record<string, {eml?: string, itemClass?: string}>, background: string, version: number, slow: string}} Says */

  const says = /** @type {Says} */ (/** @type {any} */ (globalThis).outlookSays);
  /** What the pane asked for. @type {[string, any][]} */
  const calls = [];
  /** Messages whose bytes are not handed over yet, and what is waiting for them. @type {Map<string, (() => void)[]>} */
  const held = new Map(says.slow ? [[says.slow, []]] : []);
  let tellSlow = () => {};
  /** When the pane has asked for a message that is not handed over yet. @type {Promise<void>} */
  const slow = new Promise((resolve) => (tellSlow = resolve));
  /** @type {Map<string, (event: any) => void>} */
  const handlers = new Map();

  /**
   * @param {any} value
   * @param {Error | null} error
   * @returns {Office.AsyncResult<any>}
   */
  const result = (value, error = null) => /** @type {any} */ ({ status: error ? "failed" : "succeeded", value, error });
  /** @param {any[]} given the callback is the last argument @returns {(result: Office.AsyncResult<any>) => void} */
  const callback = (given) => given.at(-1);

  /**
   * @param {string} itemId
   * @returns {Message}
   */
  function message(itemId) {
    const { eml, itemClass = "IPM.Note" } = says.messages[itemId];
    return {
      // In compose, where a message has no id yet, Outlook gives none.
      itemId: /** @type {string} */ (itemId === "unsent" ? undefined : itemId),
      itemClass,
      getAsFileAsync: (/** @type {any[]} */ ...given) => {
        calls.push(["getAsFileAsync", itemId]);
        const answer = () => callback(given)(eml ? result(eml) : result(undefined, new Error("9018")));
        const waiting = held.get(itemId);
        if (!waiting) return void setTimeout(answer);
        waiting.push(answer);
        tellSlow();
      },
      displayReplyFormAsync: (/** @type {any[]} */ ...given) => {
        if (given[0].htmlBody.length > 32 * 1024) throw new Error("The string is too long.");
        calls.push(["displayReplyFormAsync", given[0].htmlBody]);
        setTimeout(() => callback(given)(result(undefined)));
      },
    };
  }

  /** @type {Mailbox} */
  const mailbox = {
    item: null,
    addHandlerAsync: (/** @type {any[]} */ ...given) => void handlers.set(String(given[0]), given[1]),
    displayMessageForm: (itemId) => void calls.push(["displayMessageForm", itemId]),
  };

  /** @type {Api} */
  const office = {
    context: {
      mailbox,
      officeTheme: /** @type {Office.OfficeTheme} */ ({ bodyBackgroundColor: says.background }),
      requirements: { isSetSupported: (name, version = "1.1") => name === "Mailbox" && Number(String(version).split(".")[1]) <= says.version },
    },
    onReady: async () => /** @type {any} */ ({ host: names.HostType.Outlook, platform: "OfficeOnline" }),
  };
  /** @type {{HostType: Named<typeof Office.HostType, "Outlook">, EventType: Named<typeof Office.EventType, "ItemChanged" | "OfficeThemeChanged">, AsyncResultStatus: Named<typeof Office.AsyncResultStatus, "Succeeded" | "Failed">}} */
  const names = {
    HostType: { Outlook: "Outlook" },
    EventType: { ItemChanged: "olkItemSelectedChanged", OfficeThemeChanged: "officeThemeChanged" },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
  };

  /** @param {string} itemId "" for no message */
  function show(itemId) {
    mailbox.item = itemId ? message(itemId) : null;
    handlers.get(names.EventType.ItemChanged)?.({});
  }

  const outlook = {
    calls,
    show,
    // Outlook does not tell of every change.
    showUntold: (/** @type {string} */ itemId) => void (mailbox.item = message(itemId)),
    untilSlow: () => slow,
    release: (/** @type {string} */ itemId) => {
      for (const answer of held.get(itemId) ?? []) answer();
      held.delete(itemId);
    },
    paint: (/** @type {string} */ background) => handlers.get(names.EventType.OfficeThemeChanged)?.({ officeTheme: { bodyBackgroundColor: background } }),
  };

  // As the real one does, for the sake of old web views.
  Object.assign(history, { pushState: null, replaceState: null });
  Object.assign(globalThis, { Office: { ...office, ...names }, outlook });
  const [first] = Object.keys(says.messages);
  mailbox.item = first ? message(first) : null;
})();
