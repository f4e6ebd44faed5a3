// @ts-check
/** What the pane knows at one moment, and the one way to change it. */

/** @typedef {import("./types.js").MailView} MailView */
/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {{text: string, url: string, label: string}} Notice a sentence with the page that it is about */
/**
 * @typedef {object} PaneState
 * @property {import("./types.js").Session | null} session
 * @property {import("./host.js").Item | null} item the message that is shown
 * @property {import("./watching.js").Told | null} told what ended while another message is on screen
 * @property {MailView | null} mail
 * @property {string} caseId of the document that is shown
 * @property {string} failure why nothing can be shown
 * @property {(() => void) | null} retry what may help against that, null for nothing
 * @property {import("./queue.js").Entry[]} listed several messages that were chosen at once
 * @property {boolean} isListOpen whether they are shown rather than one message
 * @property {boolean} isDropping whether files are held over the pane
 * @property {boolean} isForeseen whether it is shown by its name, before the mail client has handed it over
 * @property {boolean} isOffline
 * @property {Map<string, string>} errors by path: why the value given was not saved
 * @property {Set<string>} saving paths on their way to the server
 * @property {string} cell path of the table cell the person is in, "" for none
 * @property {number} openLine index of the line that is unfolded, -1 for none
 * @property {boolean} isExpanded whether empty fields are shown
 * @property {import("./parts/match.js").Choosing | null} choosing
 * @property {import("./parts/viewer.js").Viewing | null} viewing
 * @property {import("./parts/reply.js").Replying | null} replying
 * @property {boolean} isRejecting
 * @property {string} rejectionError
 * @property {boolean} isHistoryOpen
 * @property {import("./types.js").EventView[] | null} events
 * @property {import("./parts/standing.js").Standings | null} standings in the ERP, null as long as nobody wants to see them
 * @property {string} obstacle why sending was refused here
 * @property {import("./host.js").Item | null} otherItem the message on screen when it is not the one shown
 * @property {boolean} isBusy a decision is on its way
 * @property {string | Notice} notice the last thing that needs the person, shown and read out
 * @property {string} spoken the last thing that went well, read out only
 */
/**
 * @typedef {object} Pane
 * @property {PaneState} state
 * @property {(changes?: Partial<PaneState>) => void} change applies the changes and draws soon
 * @property {(id: string) => void} focus focuses the element of this id after the next drawing
 * @property {import("./host.js").Host} host
 */

/** @returns {Omit<PaneState, "session" | "item" | "told" | "listed" | "isListOpen" | "isDropping">} */
export function nothingOpen() {
  return {
    mail: null,
    caseId: "",
    failure: "",
    retry: null,
    isForeseen: false,
    isOffline: false,
    errors: new Map(),
    saving: new Set(),
    cell: "",
    openLine: -1,
    isExpanded: false,
    choosing: null,
    viewing: null,
    replying: null,
    isRejecting: false,
    rejectionError: "",
    isHistoryOpen: false,
    events: null,
    standings: null,
    obstacle: "",
    otherItem: null,
    isBusy: false,
    notice: "",
    spoken: "",
  };
}

/**
 * The case that is shown.
 * @param {PaneState} state
 * @returns {CaseView | null}
 */
export function currentCase(state) {
  return state.mail?.cases.find((view) => view.id === state.caseId) ?? state.mail?.cases[0] ?? null;
}

/**
 * The mail with a newer view of one of its cases.
 * @param {MailView} mail
 * @param {CaseView} view
 * @returns {MailView}
 */
export function withCase(mail, view) {
  return { ...mail, cases: mail.cases.map((known) => (known.id === view.id && known.version <= view.version ? view : known)) };
}

/**
 * The newer of two views of one mail; a case that was answered faster than the mail's poll keeps its newer version.
 * @param {MailView | null} known
 * @param {MailView} fresh
 * @returns {MailView}
 */
export function newer(known, fresh) {
  if (!known || known.id !== fresh.id) return fresh;
  if (fresh.revision < known.revision) return known;
  return known.cases.reduce((mail, view) => withCase(mail, view), fresh);
}

/**
 * The Field at a path: `due_date`, `lines.0.quantity` or `tax_breakdown.0.tax_rate`.
 * @param {CaseView} view
 * @param {string} path
 */
export function fieldAt(view, path) {
  const [head, index, name] = path.split(".");
  if (!name) return view.document?.fields[head];
  const rows = head === "lines" ? view.document?.lines : view.document?.tax_breakdown;
  return rows?.[Number(index)]?.[name];
}
