// @ts-check
/** The mail client around the pane: which message is on screen, and how a reply draft is opened in it. */

import { outlookHost } from "./host_outlook.js";

/** @typedef {{mailbox: string, reference: string}} Item the message on screen, as its mail system names it */
/**
 * @typedef {object} Host
 * @property {() => Promise<void>} ready when the client can be asked; fails with a sentence
 * @property {boolean} isOutlook where people sign in by Microsoft Entra
 * @property {() => Promise<Item | null>} currentItem asks the client anew, because an event about a change may have been missed
 * @property {(changed: (item: Item | null) => void) => void} onItemChanged
 * @property {(pressed: (item: Item) => void) => void} onSend Ctrl+Enter was pressed in the client, with this message on screen
 * @property {(item: Item) => void} openItem shows a message in the client
 * @property {(item: Item) => Promise<Blob | null>} message the whole message (RFC 5322); null where the server fetches it itself
 * @property {(caseId: string, kind: string, reply: import("./types.js").ReplyView) => Promise<string>} openDraft opens the draft in the client; answers its reference, "" when the client does not tell
 */

/** How long the client may take to answer, in milliseconds. */
const PATIENCE = 8000;

/** What is the same wherever the server knows the mail system. */
const SERVED = { ready: async () => undefined, isOutlook: false, message: async () => null };

/** @returns {Host} */
export function openHost() {
  const office = document.getElementById("office");
  if (office instanceof HTMLScriptElement) return outlookHost(office);
  return window.parent === window ? windowHost() : practiceHost();
}

/**
 * The practice mailbox around our frame, spoken to by messages between windows of the same origin.
 * @returns {Host}
 */
function practiceHost() {
  /** @param {any} message */
  const post = (message) => window.parent.postMessage(message, location.origin);
  /** @param {(data: any) => void} heard */
  const hear = (heard) => {
    /** @param {MessageEvent} event */
    const listener = (event) => {
      if (event.origin === location.origin && event.source === window.parent) heard(event.data);
    };
    addEventListener("message", listener);
    return () => removeEventListener("message", listener);
  };
  /**
   * @param {any} question
   * @returns {Promise<any>}
   */
  const ask = (question) => new Promise((resolve, reject) => {
    const id = crypto.randomUUID();
    const stop = hear((data) => {
      if (data?.type === "answer" && data.id === id) finish(() => (data.failure ? reject(new Error(data.failure)) : resolve(data)));
    });
    const timer = setTimeout(() => finish(() => reject(new Error("timeout"))), PATIENCE);
    /** @param {() => void} settle */
    const finish = (settle) => {
      clearTimeout(timer);
      stop();
      settle();
    };
    post({ ...question, id });
  });
  return {
    ...SERVED,
    currentItem: async () => practiceItem((await ask({ type: "which" })).reference),
    onItemChanged: (changed) => {
      hear((data) => data?.type === "item" && changed(practiceItem(data.reference)));
      post({ type: "ready" });
    },
    onSend: (pressed) => {
      hear((data) => {
        const item = data?.type === "send" ? practiceItem(data.reference) : null;
        if (item) pressed(item);
      });
    },
    openItem: (item) => post({ type: "open", reference: item.reference }),
    openDraft: async (case_id, kind) => (await ask({ type: "draft", case_id, kind })).reference,
  };
}

/**
 * The pane in a window of its own, on the message that its address names: `pane.html?reference=...`.
 * @returns {Host}
 */
function windowHost() {
  const item = practiceItem(new URLSearchParams(location.search).get("reference"));
  return {
    ...SERVED,
    currentItem: async () => item,
    onItemChanged: (changed) => changed(item),
    onSend: () => undefined,
    openItem: ({ reference }) => {
      location.search = new URLSearchParams({ reference }).toString();
    },
    openDraft: () => Promise.reject(new Error("no mail client")),
  };
}

/**
 * @param {string | null} reference
 * @returns {Item | null}
 */
function practiceItem(reference) {
  return reference ? { mailbox: "practice", reference } : null;
}
