// @ts-check
/// <reference types="office-js" />
/** Outlook as far as the pane asks it, served at the address of office.js. Tests say in `outlookSays` what it holds, and drive it by `outlook`. */

(() => {
  /** What Outlook on mobile has not. @typedef {"getAsFileAsync" | "getAllInternetHeadersAsync" | "getAttachmentContentAsync" | "displayReplyFormAsync" | "getSharedPropertiesAsync"} OnDesktop */
  /** @typedef {Pick<Office.MessageRead, "itemClass" | "internetMessageId" | "attachments"> & Partial<Pick<Office.MessageRead, OnDesktop>>} Read */
  /** @typedef {{itemId?: string, inReplyTo?: string, body: Pick<Office.Body, "getAsync" | "getTypeAsync" | "setSelectedDataAsync">, notificationMessages: Pick<Office.NotificationMessages, "replaceAsync" | "removeAsync">}} Both */
  /** @typedef {Partial<Pick<Office.MessageCompose, "addFileAttachmentFromBase64Async" | "removeAttachmentAsync">>} Written */
  /** @typedef {Partial<Read> & Both & Written} Message */
  /** @typedef {Pick<Office.Mailbox, "addHandlerAsync" | "displayMessageForm" | "getSelectedItemsAsync" | "loadItemByIdAsync"> & Partial<Pick<Office.Mailbox, "convertToRestId">> & {item: Message | null}} Mailbox */
  /** @typedef {Pick<Office.Context, "requirements"> & Partial<Pick<Office.Context, "officeTheme">> & {mailbox: Mailbox}} Context */
  /** @typedef {Pick<typeof Office, "onReady"> & {context: Context}} Api */
  /** @template T @template {string} Name @typedef {Record<Extract<keyof T, Name>, string>} Named the names that Office's own list has */
  /** @typedef {{headers: string, html: string, files: (Pick<Office.AttachmentDetails, "name" | "contentType" | "size"> & {content: string})[]}} Parts what an Outlook tells that does not hand the whole over */
  /** @typedef {{eml?: string, itemClass?: string, messageId?: string, answers?: string, owner?: string, elsewhere?: string[], parts?: Parts, refuses?: string, isNameless?: boolean}} Held a message, or a draft that answers one */
  /** @typedef {{messages: Record<string, Held>, background: string, version: number, slow: string, isMobile: boolean}} Says */

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
  /** @type {string[]} */
  let selected = [];
  /** The selected message that is open beside the one on screen. */
  let loaded = "";

  /**
   * @param {any} value
   * @param {Error | null} error
   * @returns {Office.AsyncResult<any>}
   */
  const result = (value, error = null) => /** @type {any} */ ({ status: error ? "failed" : "succeeded", value, error });
  /** @param {any[]} given the callback is the last argument @returns {(result: Office.AsyncResult<any>) => void} */
  const callback = (given) => given.at(-1);
  /** @param {any[]} given @param {any} [value] @param {Error | null} [error] */
  const answer = (given, value, error) => void setTimeout(() => callback(given)(result(value, error)));
  /** @param {string} text @param {number} most */
  const bounded = (text, most) => {
    if (text.length > most) throw new Error("The string is too long.");
  };

  /**
   * @param {string} itemId
   * @returns {Message}
   */
  function message(itemId) {
    const said = says.messages[itemId];
    const both = {
      body: {
        getAsync: (/** @type {any[]} */ ...given) => answer(given, said.parts?.html, said.parts && given[0] === names.CoercionType.Html ? null : new Error("9018")),
        getTypeAsync: (/** @type {any[]} */ ...given) => answer(given, names.CoercionType.Html),
        setSelectedDataAsync: (/** @type {any[]} */ ...given) => {
          bounded(given[0], 1_000_000);
          calls.push(["setSelectedDataAsync", given[0]]);
          answer(given);
        },
      },
      notificationMessages: {
        replaceAsync: (/** @type {any[]} */ ...given) => {
          bounded(given[1].message, 150);
          if (!given[1].icon) throw new Error("An icon is needed.");
          calls.push(["bar", given[1].message]);
          answer(given);
        },
        removeAsync: (/** @type {any[]} */ ...given) => {
          calls.push(["bar", ""]);
          answer(given);
        },
      },
    };
    if (said.answers !== undefined) return { ...both, inReplyTo: said.answers, ...written(said) };
    return { itemId: said.isNameless ? undefined : itemId, itemClass: said.itemClass ?? "IPM.Note", internetMessageId: said.messageId ?? "", attachments: [...(said.elsewhere ?? []).map(linked), ...(said.parts?.files ?? []).map(attached)], ...both, ...(!says.isMobile && onDesktop(itemId, said)) };
  }

  /** @param {Held} said of a draft @returns {Written} */
  function written({ refuses }) {
    return {
      addFileAttachmentFromBase64Async: (/** @type {any[]} */ ...given) => {
        bounded(given[0], 34_865_152);
        bounded(given[1], 255);
        if (given[1] === refuses) return answer(given, null, new Error("FileTypeNotSupported"));
        calls.push(["attached", [given[1], given[0]]]);
        answer(given, `attached ${given[1]}`);
      },
      removeAttachmentAsync: (/** @type {any[]} */ ...given) => {
        calls.push(["removed", given[0]]);
        answer(given);
      },
    };
  }

  /** @param {string} name @returns {Office.AttachmentDetails} */
  const linked = (name) => /** @type {any} */ ({ name, attachmentType: names.MailboxEnums.AttachmentType.Cloud });

  /** @param {Parts["files"][number]} file @param {number} place @returns {Office.AttachmentDetails} */
  const attached = ({ name, contentType, size }, place) => ({ id: String(place), name, contentType, size, attachmentType: names.MailboxEnums.AttachmentType.File, isInline: false, contentId: "" });

  /**
   * @param {string} itemId
   * @param {Held} said
   * @returns {Pick<Message, OnDesktop>}
   */
  function onDesktop(itemId, { eml, owner, parts }) {
    return {
      getAllInternetHeadersAsync: (/** @type {any[]} */ ...given) => answer(given, parts?.headers ?? ""),
      getAttachmentContentAsync: (/** @type {any[]} */ ...given) => answer(given, { content: parts?.files[given[0]].content, format: names.MailboxEnums.AttachmentContentFormat.Base64 }),
      getAsFileAsync: (/** @type {any[]} */ ...given) => {
        calls.push(["getAsFileAsync", itemId]);
        const handOver = () => answer(given, eml, eml ? null : new Error("9018"));
        const waiting = held.get(itemId);
        if (!waiting) return handOver();
        waiting.push(handOver);
        tellSlow();
      },
      displayReplyFormAsync: (/** @type {any[]} */ ...given) => {
        bounded(given[0].htmlBody, 32 * 1024);
        for (const { type, name, base64file } of given[0].attachments) {
          if (type !== names.MailboxEnums.AttachmentType.Base64 || says.version < 15) throw new Error("This kind of file is not supported.");
          bounded(name, 255);
          calls.push(["attached", [name, base64file]]);
        }
        calls.push(["displayReplyFormAsync", given[0].htmlBody]);
        answer(given);
      },
      getSharedPropertiesAsync: (/** @type {any[]} */ ...given) => answer(given, { owner }, owner ? null : new Error("9020")),
    };
  }

  /** @type {Mailbox} */
  const mailbox = {
    item: null,
    addHandlerAsync: (/** @type {any[]} */ ...given) => void handlers.set(String(given[0]), given[1]),
    displayMessageForm: (itemId) => void calls.push(["displayMessageForm", itemId]),
    getSelectedItemsAsync: (/** @type {any[]} */ ...given) => answer(given, selected.map((itemId) => ({ itemId, subject: `Message ${itemId}` }))),
    loadItemByIdAsync: (/** @type {any[]} */ ...given) => {
      if (loaded) throw new Error("Another item is loaded.");
      loaded = given[0];
      calls.push(["loadItemByIdAsync", loaded]);
      const unloadAsync = (/** @type {any[]} */ ...told) => {
        loaded = "";
        answer(told);
      };
      answer(given, { ...message(given[0]), unloadAsync });
    },
    ...(!says.isMobile && { convertToRestId: (itemId) => itemId.replaceAll("/", "-").replaceAll("+", "_") }),
  };

  /** @type {Api} */
  const office = {
    context: {
      mailbox,
      ...(!says.isMobile && { officeTheme: /** @type {Office.OfficeTheme} */ ({ bodyBackgroundColor: says.background }) }),
      requirements: { isSetSupported: (name, version = "1.1") => name === "Mailbox" && Number(String(version).split(".")[1]) <= says.version },
    },
    onReady: async () => /** @type {any} */ ({ host: names.HostType.Outlook, platform: "OfficeOnline" }),
  };
  /**
   * @type {{
   *   HostType: Named<typeof Office.HostType, "Outlook">,
   *   EventType: Named<typeof Office.EventType, "ItemChanged" | "OfficeThemeChanged" | "SelectedItemsChanged" | "DragAndDropEvent">,
   *   AsyncResultStatus: Named<typeof Office.AsyncResultStatus, "Succeeded" | "Failed">,
   *   CoercionType: Named<typeof Office.CoercionType, "Html" | "Text">,
   *   MailboxEnums: {
   *     AttachmentType: Named<typeof Office.MailboxEnums.AttachmentType, "Cloud" | "Base64" | "File">,
   *     AttachmentContentFormat: Named<typeof Office.MailboxEnums.AttachmentContentFormat, "Base64" | "Eml" | "ICalendar">,
   *     RestVersion: Named<typeof Office.MailboxEnums.RestVersion, "v2_0">,
   *     ItemNotificationMessageType: Named<typeof Office.MailboxEnums.ItemNotificationMessageType, "InformationalMessage">,
   *   },
   * }}
   */
  const names = {
    HostType: { Outlook: "Outlook" },
    EventType: { ItemChanged: "olkItemSelectedChanged", OfficeThemeChanged: "officeThemeChanged", SelectedItemsChanged: "olkSelectedItemsChanged", DragAndDropEvent: "olkDragAndDropEvent" },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    CoercionType: { Html: "html", Text: "text" },
    MailboxEnums: { AttachmentType: { Cloud: "cloud", Base64: "base64", File: "file" }, AttachmentContentFormat: { Base64: "base64", Eml: "eml", ICalendar: "iCalendar" }, RestVersion: { v2_0: "v2.0" }, ItemNotificationMessageType: { InformationalMessage: "informationalMessage" } },
  };

  /** @param {string[]} itemIds "" for no message; several of them are selected together, and none of them is on screen */
  function show(...itemIds) {
    const [itemId] = itemIds;
    mailbox.item = itemIds.length === 1 && itemId ? message(itemId) : null;
    selected = itemId ? itemIds : [];
    handlers.get(names.EventType.ItemChanged)?.({});
    handlers.get(names.EventType.SelectedItemsChanged)?.({});
  }

  const outlook = {
    calls,
    show,
    // Outlook does not tell of every change.
    showUntold: (/** @type {string} */ itemId) => void (mailbox.item = message(itemId)),
    untilSlow: () => slow,
    release: (/** @type {string} */ itemId) => {
      for (const handOver of held.get(itemId) ?? []) handOver();
      held.delete(itemId);
    },
    paint: (/** @type {string} */ background) => handlers.get(names.EventType.OfficeThemeChanged)?.({ officeTheme: { bodyBackgroundColor: background } }),
    // Outlook on the web keeps what is dragged to itself, and hands it over by an event of its own.
    drop: (/** @type {string} */ name, /** @type {string} */ text) => handlers.get(names.EventType.DragAndDropEvent)?.({ dragAndDropEventData: { type: "drop", dataTransfer: { files: [{ name, fileContent: new Blob([text]) }] } } }),
  };

  // As the real one does, for the sake of old web views.
  Object.assign(history, { pushState: null, replaceState: null });
  Object.assign(globalThis, { Office: { ...office, ...names }, outlook });
  const [first] = Object.keys(says.messages);
  if (first) [mailbox.item, selected] = [message(first), [first]];
})();
