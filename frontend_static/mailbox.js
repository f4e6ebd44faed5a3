// @ts-check
/** The practice mailbox: a small mail client with our real pane docked at its right. */

import * as api from "./api.js";
import { dropping } from "./dropping.js";
import { render } from "./dom.js";
import { applyLook } from "./look.js";
import { mailboxView } from "./mailbox_view.js";
import { opening } from "./opening.js";
import { attempt, switchUser } from "./page.js";
import { paneLink } from "./pane_link.js";
import { isDecoration } from "./parts/reading.js";
import { NARROWEST, WIDEST } from "./parts/separator.js";
import { t } from "./strings.js";

/**
 * @typedef {object} MailboxState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {import("./types.js").Folder[]} folders
 * @property {string} folder
 * @property {import("./types.js").MessageSummary[] | null} messages
 * @property {string} selected reference of the message that is open
 * @property {import("./types.js").Message | null} message
 * @property {import("./parts/reading.js").Opened | null} opened
 * @property {number} paneWidth
 * @property {"list" | "message" | "pane"} view what is shown where there is room for one only
 * @property {boolean} isDropping
 * @property {string} notice
 * @property {string} draftNotice
 * @property {string} failure
 */
/**
 * @typedef {object} Mailbox
 * @property {MailboxState} state
 * @property {(changes?: Partial<MailboxState>) => void} change
 */

const WIDTH = "countersign.pane_width";

/** How long the pane reads alone before attachments are drawn, in milliseconds: a mail client would draw them on another machine. */
const HEAD_START = 250;

/** @param {Element} root */
async function start(root) {
  let isDue = false;
  /** @type {Mailbox} */
  const mailbox = {
    state: { users: [], user: "", folders: [], folder: "inbox", messages: null, selected: "", message: null, opened: null, paneWidth: storedWidth(), view: "list", isDropping: false, notice: "", draftNotice: "", failure: "" },
    change: (changes = {}) => {
      Object.assign(mailbox.state, changes);
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        render(root, view());
      });
    },
  };
  /** The message each draft answers, so that the pane stays on it while the draft is written. @type {Map<string, string>} */
  const answers = new Map();
  const open = opening(mailbox);
  const link = paneLink(mailbox, answers, openDraft, (reference) => guard(() => showWhereItIs(reference)));

  /** @param {string} name */
  async function showFolder(name) {
    mailbox.change({ folder: name, messages: null, view: "list" });
    const [folders, messages] = await Promise.all([api.practice.folders(), api.practice.messages(name)]);
    if (mailbox.state.folder === name) mailbox.change({ folders, messages });
  }

  /** @param {string} reference */
  async function showMessage(reference) {
    if (reference === mailbox.state.selected && mailbox.state.message) return mailbox.change({ view: "message" });
    open.close();
    mailbox.change({ selected: reference, message: null, opened: null, draftNotice: "", view: mailbox.state.messages ? "message" : mailbox.state.view, messages: asRead(mailbox.state.messages, reference) });
    link.tell();
    location.hash = encodeURIComponent(reference);
    const message = await api.practice.message(reference);
    if (mailbox.state.selected !== reference) return;
    mailbox.change({ message });
    await new Promise((resolve) => setTimeout(resolve, HEAD_START));
    if (mailbox.state.selected !== reference) return;
    mailbox.change({ folders: await api.practice.folders() });
    if (mailbox.state.selected !== reference) return;
    const leading = message.attachments.find((attachment) => !isDecoration(attachment));
    if (leading && message.folder !== "drafts") open.open(leading.part);
  }

  /** @param {string} reference of a message that may be in another folder than the one shown */
  async function showWhereItIs(reference) {
    if (!mailbox.state.messages?.some((message) => message.reference === reference)) await showFolder((await api.practice.message(reference)).folder);
    await showMessage(reference);
  }

  /**
   * @param {string} caseId
   * @param {string} kind
   * @param {string[]} attachments
   */
  async function openDraft(caseId, kind, attachments) {
    const answered = answers.get(mailbox.state.selected) ?? mailbox.state.selected;
    const { reference } = await api.practice.createDraft(answered, caseId, kind, attachments);
    answers.set(reference, answered);
    await showFolder("drafts");
    await showMessage(reference);
    return reference;
  }

  /**
   * @param {string} subject
   * @param {string} text
   */
  async function saveDraft(subject, text) {
    const { reference } = await api.practice.updateDraft(mailbox.state.selected, subject, text);
    const known = mailbox.state.message;
    answers.set(reference, answers.get(mailbox.state.selected) ?? "");
    if (known) mailbox.change({ draftNotice: t("draft.saved"), selected: reference, message: { ...known, reference, subject, text } });
  }

  /**
   * @param {string} subject
   * @param {string} text
   */
  async function sendDraft(subject, text) {
    const answered = answers.get(mailbox.state.selected) ?? "";
    await saveDraft(subject, text);
    await api.practice.sendDraft(mailbox.state.selected);
    mailbox.change({ selected: "", message: null, notice: t("draft.sent") });
    await showFolder(answered ? "inbox" : "sent");
    if (answered) await showMessage(answered);
    else link.tell();
  }

  const view = mailboxView(mailbox, {
    onfolder: (name) => guard(() => showFolder(name)),
    onmessage: (reference) => {
      mailbox.change({ notice: "" });
      guard(() => showMessage(reference));
    },
    onuser: switchUser,
    onwidth: (paneWidth) => {
      localStorage.setItem(WIDTH, String(paneWidth));
      mailbox.change({ paneWidth });
    },
    onopen: (part) => open.toggle(part),
    ondownload: (attachment) => guard(() => open.download(attachment)),
    onsave: (subject, text) => guard(() => saveDraft(subject, text)),
    onsend: (subject, text) => guard(() => sendDraft(subject, text)),
    onfiles: (files) => guard(() => deliver(files)),
  });
  dropping((isDropping) => mailbox.change({ isDropping }), (files) => guard(() => deliver(files)));

  /** @param {File[]} files become messages in the inbox */
  async function deliver(files) {
    let last = "";
    for (const file of files) {
      mailbox.change({ notice: t("mailbox.adding", { name: file.name }) });
      last = (await api.practice.deliver(file)).reference;
      mailbox.change({ notice: t("mailbox.added", { name: file.name }) });
    }
    if (!last) return;
    await showFolder("inbox");
    await showMessage(last);
  }

  /** @param {() => Promise<unknown>} deed */
  async function guard(deed) {
    await attempt(deed, (notice) => mailbox.change({ notice }));
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey) return;
    event.preventDefault();
    link.send();
  });
  applyLook();
  document.title = `${t("mailbox.title")} – Countersign`;
  mailbox.change();
  const fail = (/** @type {string} */ failure) => mailbox.change({ failure });
  const signingIn = async () => {
    const session = await api.ensureSession();
    if (!session) return fail(t("pane.signed_out"));
    mailbox.change({ user: session.user.id, users: await api.demoUsers() });
  };
  await attempt(signingIn, fail);
  if (!mailbox.state.user) return;
  await guard(() => showFolder("inbox"));
  const wanted = decodeURIComponent(location.hash.slice(1));
  const messages = mailbox.state.messages ?? [];
  const first = messages.find((message) => message.reference === wanted);
  if (first) await guard(() => showMessage(first.reference));
}

/**
 * @param {import("./types.js").MessageSummary[] | null} messages
 * @param {string} reference
 */
function asRead(messages, reference) {
  return messages && messages.map((message) => (message.reference === reference ? { ...message, unread: false } : message));
}

function storedWidth() {
  const stored = Number(localStorage.getItem(WIDTH));
  return stored >= NARROWEST && stored <= WIDEST ? stored : 400;
}

const root = document.getElementById("root");
if (root) start(root);
