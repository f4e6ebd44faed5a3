// @ts-check
/** Every request to the Countersign server, by what it asks for. */

import { blob, hasTokens, json, Problem, send, TOKEN } from "./request.js";

export { hasTokens, Problem, signInBy } from "./request.js";

/** @typedef {import("./types.js").MailView} MailView */
/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {import("./types.js").Change} Change */
const USER = "countersign.user";
/** The media types of a message (RFC 5322) and of an Outlook item. */
export const MESSAGE = "message/rfc822";
export const OUTLOOK_ITEM = "application/vnd.ms-outlook";

/** @param {string} part */
const segment = (part) => encodeURIComponent(part);

/** @returns {Promise<string>} where signing in with Google begins, at our own server, "" where people do not */
export const google = async () => (await json("session/google")).address;

/** @returns {Promise<import("./types.js").Entra | null>} where people sign in by Microsoft Entra, null where they do not */
export async function entra() {
  try {
    return await json("session/entra");
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/**
 * Signs in as the demo user last used in this browser, or the first one, unless somebody is signed in; null where there is no demo.
 * @returns {Promise<import("./types.js").Session | null>}
 */
export async function ensureSession() {
  if (hasTokens()) return json("session");
  if (sessionStorage.getItem(TOKEN)) {
    try {
      return await json("session");
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      sessionStorage.removeItem(TOKEN);
    }
  }
  const users = await demoUsers();
  if (!users.length) return null;
  const last = localStorage.getItem(USER);
  await signInDemo((users.find((user) => user.id === last) ?? users[0]).id);
  return json("session");
}

/** @returns {Promise<import("./types.js").User[]>} none where there is no demo */
export async function demoUsers() {
  try {
    return (await json("session/demo")).users;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return [];
    throw error;
  }
}

/** @param {string} user */
export async function signInDemo(user) {
  const { token } = await send("POST", "session/demo", { user });
  sessionStorage.setItem(TOKEN, token);
  localStorage.setItem(USER, user);
}

/**
 * @param {import("./host.js").Address} address
 * @param {AbortSignal} [signal]
 * @returns {Promise<MailView>}
 */
export function openMail(address, signal) {
  const path = "message_id" in address ? "mails/in-mailbox" : "mails";
  return json(path, { method: "POST", signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(address) });
}

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<MailView>} as it is now
 */
export function mail(id, signal) {
  return json(`mails/${segment(id)}`, { signal });
}

/**
 * A message that was received already.
 * @param {string} messageId as its sender calls it
 * @param {AbortSignal} [signal]
 * @returns {Promise<MailView>}
 */
export function mailNamed(messageId, signal) {
  return json(`mails?message_id=${segment(messageId)}`, { signal });
}

/**
 * A message that the server received by itself, before anybody opened it.
 * @param {string} messageId as its sender calls it
 * @param {AbortSignal} signal
 * @returns {Promise<MailView | undefined>}
 */
export async function foreseen(messageId, signal) {
  return (await json(`mails/foreseen?message_id=${segment(messageId)}`, { signal })).mails[0];
}

/**
 * @param {Blob} message the whole message (RFC 5322), or an Outlook item
 * @param {AbortSignal} [signal]
 * @returns {Promise<MailView>}
 */
export function sendMail(message, signal) {
  return json("mails", { method: "POST", signal, headers: { "Content-Type": message.type || MESSAGE }, body: message });
}

/**
 * The mail as soon as it is newer than `after`, or as it is after ten seconds.
 * @param {string} id
 * @param {number} after
 * @param {AbortSignal} [signal]
 * @returns {Promise<MailView>}
 */
export function mailAfter(id, after, signal) {
  return json(`mails/${segment(id)}?after=${after}&wait=10000`, { signal });
}

/**
 * @param {number} number of the page of the cases that wait, from 0
 * @returns {Promise<import("./types.js").WaitingView>}
 */
export function waitingCases(number) {
  return json(`cases/waiting?page=${number}`);
}

/**
 * @param {string} id
 * @returns {Promise<CaseView>}
 */
export function caseOf(id) {
  return json(`cases/${segment(id)}`);
}

/**
 * @param {string} id
 * @param {number} version
 * @param {Change[]} changes
 * @returns {Promise<CaseView>}
 */
export function correct(id, version, changes) {
  return send("POST", `cases/${segment(id)}/corrections`, { version, changes: changes.map((change) => ({ evidence: null, ...change })) });
}

/**
 * @param {string} id
 * @param {"approve" | "reject" | "reopen" | "hold" | "undo"} decision
 * @param {object} body
 * @returns {Promise<CaseView>}
 */
export function decide(id, decision, body) {
  return send("POST", `cases/${segment(id)}/${decision}`, body);
}

/**
 * @param {string} id
 * @returns {Promise<import("./types.js").EventView[]>}
 */
export function events(id) {
  return json(`cases/${segment(id)}/events`);
}

/**
 * @param {string} id
 * @param {string} kind
 * @returns {Promise<import("./types.js").ReplyView>}
 */
export function reply(id, kind) {
  return json(`cases/${segment(id)}/reply?kind=${segment(kind)}`);
}

/**
 * Puts a reply among the drafts of the mailbox that holds the message.
 * @param {string} id
 * @param {string} kind
 * @param {string[]} attachments parts of the message that go along
 * @param {import("./host.js").Address} address
 * @returns {Promise<{url: string}>} where the draft is shown
 */
export function draftReply(id, kind, attachments, address) {
  return send("POST", `cases/${segment(id)}/draft`, { kind, attachments, ...address });
}

/**
 * The bytes of a file of a message.
 * @param {string} mail
 * @param {string} part
 */
export function content(mail, part) {
  return blob(`mails/${segment(mail)}/attachments/${segment(part)}/content`);
}

/**
 * Gives a message in a mailbox the category that its cases call for.
 * @param {string} mail
 * @param {import("./host.js").Address} address
 * @returns {Promise<{category: string}>}
 */
export function categorise(mail, address) {
  return send("POST", `mails/${segment(mail)}/category`, address);
}

/**
 * Where the documents that a case is about stand in the ERP, asked now.
 * @param {string} id
 * @returns {Promise<import("./types.js").StandingView[]>}
 */
export function standings(id) {
  return json(`cases/${segment(id)}/standing`);
}

/** @param {string} mail @param {string} part @param {number} page */
const pagePath = (mail, part, page) => `mails/${segment(mail)}/attachments/${segment(part)}/pages/${page}`;

/**
 * @param {string} mail
 * @param {string} part
 * @param {number} number
 * @returns {Promise<import("./types.js").PageView>}
 */
export function page(mail, part, number) {
  return json(pagePath(mail, part, number));
}

/**
 * @param {string} mail
 * @param {string} part
 * @param {number} number
 * @param {number} width in pixels
 */
export function pageImage(mail, part, number, width) {
  return blob(`${pagePath(mail, part, number)}/image?width=${width}`);
}

/**
 * @param {string} mail
 * @param {string} part
 * @returns {Promise<string>}
 */
export async function xml(mail, part) {
  return (await json(`mails/${segment(mail)}/attachments/${segment(part)}/xml`)).text;
}

/**
 * @param {"suppliers" | "customers" | "items" | "purchase_orders"} kind
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<import("./types.js").Candidate[]>}
 */
export async function candidates(kind, text, signal) {
  return (await json(`catalog/${kind}?q=${segment(text)}`, { signal })).candidates;
}

/** What was learned: for administrators. */
export const memory = {
  /** @returns {Promise<import("./types.js").LessonView[]>} */
  lessons: async () => (await json("memory")).lessons,
  /** @param {string} id @returns {Promise<import("./types.js").LessonView[]>} what is left */
  forget: async (id) => (await send("POST", `memory/${segment(id)}/forget`, {})).lessons,
};

/** The connection to the ERP: for administrators. */
export const connection = {
  /** @returns {Promise<import("./types.js").ConnectionView>} */
  present: () => json("connection"),
  /** @param {string} kind @param {Record<string, string>} answers @returns {Promise<import("./types.js").TrialView>} */
  check: (kind, answers) => send("POST", "connection/check", { kind, answers }),
  /** @param {string} kind @param {Record<string, string>} answers @returns {Promise<import("./types.js").ConnectionView>} */
  save: (kind, answers) => send("PUT", "connection", { kind, answers }),
  /** @returns {Promise<import("./types.js").ConnectionView>} */
  fetchAnew: () => send("POST", "connection/catalog", {}),
  /** @returns {Promise<import("./types.js").ConnectionView>} */
  disconnect: () => send("POST", "connection/disconnect", {}),
  /** @type {(answers: Record<string, string>, isOn: boolean) => Promise<import("./types.js").TrialView>} */
  checkSandbox: (answers, isOn) => send("POST", "connection/sandbox/check", { answers, is_on: isOn }),
  /** @type {(answers: Record<string, string>, isOn: boolean) => Promise<import("./types.js").ConnectionView>} */
  saveSandbox: (answers, isOn) => send("PUT", "connection/sandbox", { answers, is_on: isOn }),
  /** @type {() => Promise<import("./types.js").ConnectionView>} */
  removeSandbox: () => send("POST", "connection/sandbox/remove", {}),
};

/** Deploying in Outlook and in Gmail: for administrators. */
export const deployment = {
  /** @returns {Promise<import("./types.js").DeploymentView>} */
  present: () => json("deployment"),
  /** @param {boolean} unified */
  manifest: (unified) => blob(`/admin/manifest?unified=${unified}`),
  /** @returns {Promise<import("./types.js").GmailDeploymentView>} */
  gmail: () => json("deployment/gmail"),
  gmailManifest: () => blob("/admin/manifest/gmail"),
};

/** The mapping table: for administrators. */
export const mapping = {
  /** @returns {Promise<import("./types.js").MappingView>} */
  present: () => json("mapping"),
  /** @returns {Promise<{fields: import("./types.js").ErpFieldView[], problem: string}>} */
  fields: () => json("mapping/fields"),
  /** @returns {Promise<{versions: import("./types.js").VersionView[]}>} */
  versions: () => json("mapping/versions"),
  /** @param {number} version @param {import("./types.js").MappingRule[]} rules @returns {Promise<import("./types.js").MappingView>} */
  save: (version, rules) => send("PUT", "mapping", { version, rules }),
  /** @param {number} older @param {number} version the latest @returns {Promise<import("./types.js").MappingView>} */
  restore: (older, version) => send("POST", `mapping/versions/${older}/restore`, { version }),
  /** @param {string} caseId @param {import("./types.js").MappingRule[]} rules @returns {Promise<import("./types.js").TriedView>} */
  preview: (caseId, rules) => send("POST", "mapping/preview", { case_id: caseId, rules }),
  file: () => blob("mapping/file"),
  /** @param {string} text @returns {Promise<{rules: import("./types.js").MappingRule[], names: Record<string, string>}>} */
  read: (text) => send("POST", "mapping/file", { text }),
};

/** The watched mailboxes: for administrators. */
export const watched = {
  /** @returns {Promise<import("./types.js").WatchedMailboxesView>} */
  present: () => json("watched"),
  /** @param {import("./types.js").WatchRule} rule @returns {Promise<import("./types.js").WatchedMailboxesView>} */
  add: (rule) => send("POST", "watched", rule),
  /** @param {string} id @param {"pause" | "resume" | "remove"} deed @returns {Promise<import("./types.js").WatchedMailboxesView>} */
  act: (id, deed) => send("POST", `watched/${segment(id)}/${deed}`, {}),
};

/** Marks on messages in the mail client: for administrators. */
export const marking = {
  /** @returns {Promise<import("./types.js").MarkingView>} */
  present: () => json("marking"),
  /** @param {import("./types.js").MarkingView} wanted @returns {Promise<import("./types.js").MarkingView>} */
  decide: (wanted) => send("PUT", "marking", wanted),
};

/** The practice mailbox: what the mail client itself would do. */
export const practice = {
  /** @returns {Promise<import("./types.js").Folder[]>} */
  folders: () => json("practice/folders"),
  /** @param {string} folder @returns {Promise<import("./types.js").MessageSummary[]>} */
  messages: (folder) => json(`practice/messages?folder=${segment(folder)}`),
  /** @param {string} reference @returns {Promise<import("./types.js").Message>} */
  message: (reference) => json(`practice/messages/${segment(reference)}`),
  /** @param {File} file @returns {Promise<{reference: string}>} */
  deliver: (file) => {
    const body = new FormData();
    body.append("file", file);
    return json("practice/messages", { method: "POST", body });
  },
  /** @param {string} reference @param {string} part */
  content: (reference, part) => blob(`practice/messages/${segment(reference)}/attachments/${segment(part)}/content`),
  /** @param {string} reference @param {string} part @param {number} number @param {AbortSignal} signal */
  pageImage: (reference, part, number, signal) => blob(`practice/messages/${segment(reference)}/attachments/${segment(part)}/pages/${number}/image`, signal),
  /** @type {(reference: string, caseId: string, kind: string, attachments: string[]) => Promise<{reference: string}>} */
  createDraft: (reference, caseId, kind, attachments) => send("POST", "practice/drafts", { in_reply_to: reference, case_id: caseId, kind, attachments }),
  /** @param {string} reference @param {string} subject @param {string} text */
  updateDraft: (reference, subject, text) => send("PUT", `practice/drafts/${segment(reference)}`, { subject, text }),
  /** @param {string} reference */
  sendDraft: (reference) => send("POST", `practice/drafts/${segment(reference)}/send`, {}),
};

/** The pages of the practice ERP. */
export const practiceErp = {
  /** @param {string} kind @returns {Promise<import("./types.js").Rows>} */
  listing: (kind) => json(`practice-erp/${segment(kind)}`),
  /** @param {string} kind @param {string} id @returns {Promise<import("./types.js").ErpRecord>} */
  record: (kind, id) => json(`practice-erp/${segment(kind)}/${segment(id)}`),
  /** @param {string} url a file's address below /api */
  file: (url) => blob(url.replace(/^\/api\//, "")),
};
