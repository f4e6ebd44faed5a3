// @ts-check
/** The mail client around the pane: which message is on screen, and how a reply draft is opened in it. */

import { signInToCase } from "./entering.js";
import { outlookHost } from "./outlook/host.js";

/**
 * @typedef {object} Item the message on screen, as its mail system names it
 * @property {string} mailbox
 * @property {string} reference "" for a draft that a person writes
 * @property {string} [messageId] what its sender calls it; for a draft, what the sender of the answered message called that
 * @property {string[]} [elsewhere] names of attachments that only link to a file in the cloud
 * @property {boolean} [isNameless] whether it was received and the client has no reference of it all the same
 * @property {boolean} [isSelected] whether it is one of several that are selected, and none of them on screen
 * @property {Blob} [file] the message itself, where a person dropped it on the pane
 * @property {string} [caseId] the document that is meant, when the message holds several
 */
/** @typedef {Item & {name: string}} Named a message in a list */
/** @typedef {{mailbox: string, reference: string} | {message_id: string, mailbox: string}} Address how the server finds a message: in a mail system that it knows, or in a person's mailbox */
/** @typedef {{part: string, name: string, size: number, content: () => Promise<Blob>}} Enclosure a file of the message that goes along with a reply */
/** @typedef {"opened" | "inserted" | ""} Placed what became of a reply: a draft that is open, a text at the cursor, or nothing because the client cannot take it */
/**
 * @typedef {object} Host
 * @property {() => Promise<void>} ready when the client can be asked; fails with a sentence
 * @property {() => Promise<void>} signIn makes every request that of the person; fails with a sentence
 * @property {() => Promise<Item | null>} currentItem asks the client anew, because an event about a change may have been missed
 * @property {(changed: (item: Item | null) => void) => void} onItemChanged
 * @property {(changed: (items: Named[]) => void) => void} onSelected several messages were selected at once, or no longer are
 * @property {(dropped: (files: File[]) => void) => void} onDropped files were dropped on the pane that only the client can hand over
 * @property {(pressed: (item: Item) => void) => void} onSend Ctrl+Enter was pressed in the client, with this message on screen
 * @property {(item: Item) => void} openItem shows a message in the client
 * @property {(item: Item) => Promise<Blob | Address>} message the whole message (RFC 5322), or how the server finds it
 * @property {(item: Item) => Promise<Address>} address
 * @property {(caseId: string, kind: string, reply: import("./types.js").ReplyView, enclosures: Enclosure[]) => Promise<Placed>} openDraft
 * @property {(item: Item, text: string) => void} showBar tells above the message what became of it; "" takes that away
 */

/** Where a message is that Countersign received already, or that a person dropped. */
export const KEPT = "countersign";

/** How long the client may take to answer, in milliseconds. */
const PATIENCE = 8000;

/** @param {Item} item @returns {Promise<Address>} */
const addressOf = async ({ mailbox, reference }) => ({ mailbox, reference });
/** What is the same wherever the server knows the mail system. */
const SERVED = {
  ready: async () => undefined,
  signIn: async () => undefined,
  onSelected: () => undefined,
  onDropped: () => undefined,
  onSend: () => undefined,
  message: addressOf,
  address: addressOf,
  showBar: () => undefined,
};

/** Whether there is no message to show: the page is in no mail client, and its address names none. */
export function isAlone() {
  const wanted = new URLSearchParams(location.search);
  return !document.getElementById("office") && window.parent === window && !wanted.get("mail") && !wanted.get("reference");
}

/** @returns {Host} */
export function openHost() {
  const office = document.getElementById("office");
  if (office instanceof HTMLScriptElement) return outlookHost(office);
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("mail")) return pageHost({ mailbox: KEPT, reference: wanted.get("mail") ?? "", caseId: wanted.get("case") ?? "" });
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
    openDraft: async (case_id, kind, _reply, enclosures) => {
      await ask({ type: "draft", case_id, kind, attachments: enclosures.map(({ part }) => part) });
      return "opened";
    },
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
    openItem: ({ reference }) => {
      location.search = new URLSearchParams({ reference }).toString();
    },
    openDraft: () => Promise.reject(new Error("no mail client")),
  };
}

/**
 * The pane in a page of its own, on a message that Countersign has: for what a mail client's window is not safe or able enough.
 * @param {Item} item
 * @returns {Host}
 */
function pageHost(item) {
  return { ...SERVED, signIn: signInToCase, currentItem: async () => item, onItemChanged: (changed) => changed(item), openItem: () => undefined, openDraft: async () => "" };
}

/**
 * @param {string | null} reference
 * @returns {Item | null}
 */
function practiceItem(reference) {
  return reference ? { mailbox: "practice", reference } : null;
}
