// @ts-check
/** Several messages prepared one after another, selected in the mail client or dropped as files: one that fails costs the others nothing. */

import * as api from "./api.js";
import { handOver } from "./handing.js";
import { KEPT } from "./host.js";
import { attempt } from "./page.js";
import { t } from "./strings.js";

/** @typedef {import("./host.js").Named} Named */
/**
 * @typedef {object} Entry
 * @property {Named} item
 * @property {"chosen" | "waiting" | "reading" | "ready" | "failed"} state
 * @property {import("./types.js").MailView | null} mail
 * @property {string} failure
 */

/** How many messages are asked for side by side; a mailbox answers four requests at once, and others have questions too. */
const LANES = 2;
/** The media types of the files that are messages, by the end of their name. @type {Record<string, string>} */
const MESSAGES = { eml: api.MESSAGE, msg: api.OUTLOOK_ITEM };

/** @param {import("./pane_state.js").Pane} pane */
export function queue(pane) {
  /** What was chosen, by reference: what is known of a message stays when the selection changes. @type {Map<string, Entry>} */
  const known = new Map();
  let running = 0;

  /** @param {Named} item @returns {Entry} */
  function entryOf(item) {
    const entry = known.get(item.reference) ?? { item, state: "chosen", mail: null, failure: "" };
    known.set(item.reference, entry);
    return entry;
  }

  /** @param {Named[]} items none closes the list */
  function choose(items) {
    pane.change({ listed: items.map(entryOf), isListOpen: items.length > 0 });
  }

  /** Prepares what is listed and is not prepared yet. */
  function start() {
    for (const entry of pane.state.listed) if (entry.state === "chosen" || entry.state === "failed") Object.assign(entry, { state: "waiting", failure: "" });
    pane.change();
    for (let count = running; count < LANES; count += 1) lane();
  }

  /** Whatever is being read is read to its end. */
  function stop() {
    for (const entry of known.values()) if (entry.state === "waiting") entry.state = "chosen";
    pane.change();
  }

  async function lane() {
    running += 1;
    for (let entry; (entry = [...known.values()].find(({ state }) => state === "waiting")); ) await prepare(entry);
    running -= 1;
  }

  /** @param {Entry} entry */
  async function prepare(entry) {
    /** @param {Partial<Entry>} changes */
    const change = (changes) => pane.change(void Object.assign(entry, changes));
    change({ state: "reading" });
    const reading = async () => {
      let mail = await opened(entry.item);
      while (mail.status !== "prepared") mail = await api.mailAfter(mail.id, mail.revision);
      change({ state: "ready", mail });
    };
    await attempt(reading, (failure) => change({ state: "failed", failure }));
  }

  /** @param {Named} item */
  async function opened(item) {
    if (item.mailbox === KEPT && !item.file) throw new api.Problem(422, t("queue.no_message"));
    return handOver(pane, item);
  }

  /** @param {File[]} files dropped on the pane: one is shown, several are listed and prepared */
  function take(files) {
    const items = files.map(asItem);
    const [first] = items;
    if (items.length === 1 && first.file) return first;
    choose(items);
    start();
    return null;
  }

  return { choose, start, stop, take };
}

/**
 * @param {File} file
 * @returns {Named}
 */
function asItem(file) {
  const type = MESSAGES[file.name.split(".").at(-1)?.toLowerCase() ?? ""];
  return { mailbox: KEPT, reference: crypto.randomUUID(), name: file.name, ...(type && { file: new Blob([file], { type }) }) };
}
