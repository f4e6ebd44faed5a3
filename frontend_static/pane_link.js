// @ts-check
/** The mail client's side of the talk with the pane in its frame; `host.js` is the pane's side. */

/** @typedef {import("./mailbox.js").Mailbox} Mailbox */

/** The frame that shows the pane. */
export const FRAME = "pane-frame";

/**
 * @param {Mailbox} mailbox
 * @param {Map<string, string>} answers the message each draft answers
 * @param {(caseId: string, kind: string, attachments: string[]) => Promise<string>} openDraft answers the draft's reference
 * @param {(reference: string) => void} open shows a message
 */
export function paneLink(mailbox, answers, openDraft, open) {
  const element = () => /** @type {HTMLIFrameElement | null} */ (document.getElementById(FRAME));
  const frame = () => element()?.contentWindow ?? null;
  /** @param {any} message */
  const post = (message) => frame()?.postMessage(message, location.origin);
  /** The message on screen: for a draft, the one it answers. */
  const onScreen = () => answers.get(mailbox.state.selected) ?? (mailbox.state.selected || null);
  const tell = () => post({ type: "item", reference: onScreen() });
  /** Passes Ctrl+Enter on to the pane, if it is in sight and no draft is written, where the keys would mean the draft. */
  const send = () => {
    if (element()?.offsetParent && onScreen() === mailbox.state.selected) post({ type: "send", reference: onScreen() });
  };

  addEventListener("message", async ({ origin, source, data }) => {
    if (origin !== location.origin || source !== frame()) return;
    if (data?.type === "ready") tell();
    if (data?.type === "which") post({ type: "answer", id: data.id, reference: onScreen() });
    if (data?.type === "open") open(data.reference);
    if (data?.type === "draft") {
      try {
        post({ type: "answer", id: data.id, reference: await openDraft(data.case_id, data.kind, data.attachments) });
      } catch (error) {
        post({ type: "answer", id: data.id, failure: error instanceof Error ? error.message : "" });
      }
    }
  });
  return { tell, send };
}
