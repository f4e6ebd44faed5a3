// @ts-check
/** The nouns of the HTTP API, as JSDoc types; the same names as in the Python model. */

/** @typedef {[number, number, number, number]} Box left, top, right, bottom as fractions of the page */
/**
 * @typedef {object} Evidence
 * @property {string} part
 * @property {number} page
 * @property {Box | null} box
 * @property {string} cell
 * @property {string} xpath
 * @property {string} excerpt
 */
/** @typedef {{lesson: string, mail_id: string, document: string, by: string, at: string}} LearnedFrom the confirmed correction behind something */
/**
 * @typedef {object} FieldView
 * @property {string} name
 * @property {string} value
 * @property {string} text
 * @property {number} confidence
 * @property {boolean} sure
 * @property {string} method
 * @property {Evidence | null} evidence
 * @property {LearnedFrom | null} [learned_from]
 */
/** @typedef {Record<string, FieldView>} FieldsView */
/**
 * @typedef {object} DocumentView
 * @property {string} document_type
 * @property {string} number
 * @property {string} currency
 * @property {FieldsView} fields
 * @property {string[]} field_names
 * @property {FieldsView[]} lines
 * @property {FieldsView[]} tax_breakdown
 * @property {string[]} sources
 */
/** @typedef {{id: string, label: string, number: string, score: number, method: string, learned_from?: LearnedFrom | null}} Candidate */
/** @typedef {{best: Candidate | null, runners_up: Candidate[]}} MatchView */
/** @typedef {"info" | "warning" | "blocking"} Severity */
/**
 * @typedef {object} FindingView
 * @property {string} rule
 * @property {Severity} severity
 * @property {string} path
 * @property {string} sentence
 * @property {string} remedy
 * @property {string} attachment
 */
/** @typedef {"in_review" | "approved" | "posting" | "posted" | "cancelling" | "answered" | "rejected" | "on_hold"} Status */
/**
 * @typedef {object} CaseView
 * @property {string} id
 * @property {string} mail_id
 * @property {number} version
 * @property {Status} status
 * @property {string} intent
 * @property {string} language
 * @property {string} question
 * @property {DocumentView | null} document
 * @property {Record<string, MatchView>} matches
 * @property {FindingView[]} findings
 * @property {{id: string, number: string, url: string} | null} receipt
 * @property {{user_id: string, name: string, at: string} | null} decision
 * @property {string | null} undo_until
 * @property {{number: string, at: string} | null} [undone] the posting that was taken back
 * @property {RehearsalView | null} [rehearsal] how it is tried in the test company
 * @property {OrderChangeView | null} [change] the order that it changes
 * @property {string} refusal
 * @property {{correct: boolean, approve: boolean, reject: boolean, reopen: boolean, undo: boolean, reply: boolean, hold?: boolean}} can
 * @property {string[]} replies
 */
/** @typedef {{number: string, url: string, is_compared: boolean, differences: string[]}} RehearsalView */
/** @typedef {{was: string, now: string}} WasNow */
/** @typedef {"added" | "changed" | "cancelled" | "same" | "unknown"} LineFate */
/** @typedef {{place: number, fate: LineFate, item: string, description: string, quantity: WasNow, net_price: WasNow, requested_delivery_date: WasNow}} ChangedLine */
/** @typedef {{number: string, url: string, is_shown: boolean, requested_delivery_date: WasNow, lines: ChangedLine[], untouched: number}} OrderChangeView */
/** @typedef {{id: string, mail_id: string, status: Status, intent: string, number: string, subject: string, sender: string, received_at: string | null}} WaitingCase */
/** @typedef {{cases: WaitingCase[], has_more: boolean}} WaitingView a page of what waits */
/** @typedef {{name: string, email: string}} Address */
/** @typedef {{part: string, name: string, media_type: string, size: number, pages?: number}} AttachmentView */
/** @typedef {{step: string, attachment: string, page: number, pages: number}} Progress */
/**
 * @typedef {object} MailView
 * @property {string} id
 * @property {number} revision
 * @property {string} subject
 * @property {Address} sender
 * @property {Address | null} forwarded_by
 * @property {string | null} received_at
 * @property {"received" | "prepared"} status
 * @property {boolean} authentication_failed
 * @property {Progress | null} progress
 * @property {AttachmentView[]} attachments
 * @property {FindingView[]} findings
 * @property {CaseView[]} cases
 */
/** @typedef {{text: string, box: Box, cell: string}} WordView */
/**
 * @typedef {object} PageView
 * @property {number} number
 * @property {"text_layer" | "ocr" | "body" | "sheet"} origin
 * @property {number} width
 * @property {number} height
 * @property {boolean} has_image
 * @property {WordView[]} words
 * @property {string} name
 */
/** @typedef {{path: string, value: string, evidence?: Evidence | null}} Change */
/** @typedef {{sequence: number, at: string, actor: {id: string, name: string}, action: string, details: Record<string, any>, digest: string}} EventView */
/** @typedef {{label: string, value: string, source: string}} Fact */
/** @typedef {{kind: string, subject: string, html: string, text: string, language: string, to: string, facts: Fact[], attachments: AttachmentView[]}} ReplyView */
/** @typedef {{id: string, name: string, email?: string, role: string}} User */
/** @typedef {{client_id: string, authority: string, scope: string}} Entra where people sign in, and for what */
/** @typedef {{user: User, organisation: {id: string, name: string}, demo: boolean, erp: {name: string, url: string}, undo_seconds: number, categories: boolean, bar: boolean}} Session */
/** @typedef {{categories: boolean, bar: boolean}} MarkingView which marks messages get in the mail client */
/**
 * @typedef {object} MessageSummary
 * @property {string} reference
 * @property {string} folder
 * @property {Address} from
 * @property {Address[]} to
 * @property {string} subject
 * @property {string | null} received_at
 * @property {boolean} has_attachments
 * @property {boolean} unread
 */
/**
 * @typedef {object} Message
 * @property {string} reference
 * @property {string} folder
 * @property {string} subject
 * @property {Address} from
 * @property {Address[]} to
 * @property {string | null} received_at
 * @property {string} text
 * @property {AttachmentView[]} attachments
 */
/** @typedef {{name: string, messages: number, unread: number}} Folder */
/** @typedef {{columns: string[], rows: string[][]}} Rows */
/** @typedef {{title: string, fields: {label: string, value: string}[], lines: Rows, files: {name: string, size: number, url: string}[], history: {at: string, text: string}[]}} ErpRecord */

/**
 * @typedef {object} LessonView one thing that was learned
 * @property {string} id
 * @property {{side: "supplier" | "customer", id: string, name: string}} party
 * @property {"placement" | "item" | "alias"} kind
 * @property {string} field
 * @property {"" | "beside" | "under" | "page" | "column" | "constant" | "absent"} where
 * @property {string} anchor
 * @property {string} said
 * @property {string} meant
 * @property {LearnedFrom} learned_from
 * @property {number} uses
 * @property {number} confirmations
 */

/** @typedef {{name: string, label: string, help: string, is_secret: boolean, is_required: boolean, default: string}} QuestionView */
/** @typedef {{kind: string, name: string, questions: QuestionView[], lacks: string[]}} KindView */
/** @typedef {{fetched_at: string | null, is_being_fetched: boolean, is_first: boolean, problem: string, customers: number, suppliers: number, items: number, purchase_orders: number}} CatalogView */
/**
 * @typedef {object} ConnectionView the ERPs that can be connected, the one that is, and what is used while none is
 * @property {KindView[]} kinds
 * @property {{kind: string, name: string, answers: Record<string, string>, secrets: string[], updated_at: string, problem: string} | null} connected
 * @property {{answers: Record<string, string>, secrets: string[], updated_at: string, is_on: boolean} | null} [sandbox] the test company
 * @property {string} otherwise
 * @property {CatalogView | null} catalog
 */
/** @typedef {{is_well: boolean, findings: FindingView[], seconds: number}} TrialView */

/** @typedef {{item_id: string, description: string, quantity: string, delivered_quantity: string | null, invoiced_quantity: string | null, expected: string}} StandingLineView */
/** @typedef {{about: string, number: string, status: string, expected: string, url: string, paid_on: string, open_amount: string | null, currency: string, lines: StandingLineView[]}} StandingView */

/** @typedef {{address: string, client_id: string, version: string, redirects: string[], scope: string, consent_url: string}} DeploymentValues */
/** @typedef {{problem: string, values: DeploymentValues | null}} DeploymentView */
/** @typedef {{address: string, client_id: string, redirect: string, scopes: string[]}} GmailValues what is entered with Google; client_id is "" until there is an OAuth client */
/** @typedef {{problem: string, values: GmailValues | null}} GmailDeploymentView the values are null while the server has no public address */

/** @typedef {"header" | "line"} Place of a field in the ERP's document */
/** @typedef {{subject: string, operator: string, value: string}} MappingCondition */
/** @typedef {{action: string, value: string, field: string, place: Place, codes: {key: string, code: string}[]}} MappingEffect */
/** @typedef {{when: MappingCondition[], then: MappingEffect}} MappingRule */
/** @typedef {{value: string, label: string}} Choice */
/** @typedef {{name: string, label: string, place: Place, operators: string[], choices: Choice[]}} SubjectView */
/** @typedef {{name: string, label: string, place: Place, document_types: string[], type: "text" | "number" | "date" | "choice" | "yes_no" | "shares", choices: Choice[]}} ErpFieldView */
/**
 * @typedef {object} MappingView
 * @property {number} version
 * @property {string | null} saved_at
 * @property {string} saved_by
 * @property {MappingRule[]} rules
 * @property {Record<string, string>} names of partners and items, by subject and id
 * @property {SubjectView[]} subjects
 * @property {{id: string, label: string}[]} cases
 */
/** @typedef {{version: number, saved_at: string, saved_by: string, rules: number, restored: number}} VersionView */
/** @typedef {{place: Place, line: number | null, field: string, value: string, rule: number}} SettingView */
/**
 * @typedef {object} TriedView what the rules would make of a case
 * @property {string} document_type
 * @property {string} number
 * @property {string} party
 * @property {{description: string, quantity: string, line_amount: string}[]} lines
 * @property {SettingView[]} settings
 * @property {{rule: number, sentence: string}[]} holds
 */

/** @typedef {"outlook" | "gmail"} MailSystem where a watched mailbox is */
/** @typedef {{system: MailSystem | "", address: string, folder: string, senders: string[], subjects: string[], only_with_attachments: boolean}} WatchRule which messages are picked up */
/** @typedef {WatchRule & {id: string, state: "active" | "paused", started_at: string, is_announced: boolean, read_at: string | null, retry_at: string | null, received: number, problem: string, skipped: string}} WatchedView */
/** @typedef {{mailboxes: WatchedView[], systems: MailSystem[], obstacle: string}} WatchedMailboxesView */

/** The part number of a message's body. */
export const BODY = "0";
