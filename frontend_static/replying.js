// @ts-check
/** Brings a reply to where a person finishes and sends it: the mail client, their drafts, or what they paste. */

import * as api from "./api.js";
import { KEPT } from "./host.js";
import { attempt } from "./page.js";
import { currentCase } from "./pane_state.js";
import { t } from "./strings.js";

/** @typedef {NonNullable<import("./pane_state.js").PaneState["replying"]>} Replying */
/** @typedef {import("./types.js").ReplyView} ReplyView */

/** @satisfies {Record<Exclude<import("./host.js").Placed, "">, import("./strings.js").Key>} */
const SAID = /** @type {const} */ ({ opened: "reply.opened", inserted: "reply.inserted" });

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {import("./deciding.js").Follower} follow
 */
export function replying(pane, follow) {
  /** @param {string} kind */
  async function prepare(kind) {
    const view = currentCase(pane.state);
    if (!view) return;
    pane.change({ replying: { kind, reply: null, failure: "", draft: "" } });
    /** @param {Partial<Replying>} what */
    const show = (what) => pane.state.replying?.kind === kind && pane.change({ replying: { kind, reply: null, failure: "", draft: "", ...what } });
    await attempt(
      async () => show({ reply: await api.reply(view.id, kind) }),
      (failure) => show({ failure }),
    );
  }

  async function open() {
    const [view, now] = [currentCase(pane.state), pane.state.replying];
    if (!view || !now?.reply || !(await follow.isOnScreen())) return;
    pane.change({ replying: { ...now, draft: "opening", failure: "" } });
    try {
      pane.change({ notice: await placed(view.id, now.kind, now.reply), replying: null });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      pane.change({ replying: { ...now, draft: "", failure: error instanceof api.Problem || error.message.includes(" ") ? error.message : t("reply.no_host") } });
    }
  }

  /**
   * @param {string} caseId
   * @param {string} kind
   * @param {ReplyView} reply
   * @returns {Promise<string | import("./pane_state.js").Notice>} what became of it
   */
  async function placed(caseId, kind, reply) {
    const { item } = pane.state;
    if (!item || item.mailbox === KEPT) throw new api.Problem(422, t("reply.no_message"));
    const how = await pane.host.openDraft(caseId, kind, reply);
    if (how) return t(SAID[how]);
    if (!item.reference) throw new api.Problem(422, t("reply.too_long"));
    const { url } = await api.draftReply(caseId, kind, await pane.host.address(item));
    return { text: t("reply.drafted"), url, label: t("reply.show_draft") };
  }

  function copy() {
    const reply = pane.state.replying?.reply;
    if (!reply) return;
    const fill = (/** @type {ClipboardEvent} */ event) => {
      event.clipboardData?.setData("text/html", reply.html);
      event.clipboardData?.setData("text/plain", reply.text);
      event.preventDefault();
    };
    document.addEventListener("copy", fill);
    // The newer way to the clipboard needs a permission that mail clients do not give to frames.
    const isCopied = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    pane.change(isCopied ? { replying: null, notice: t("reply.copied") } : { notice: t("reply.not_copied") });
  }

  return {
    onreply: () => {
      pane.change({ isRejecting: false });
      pane.focus("reply-title");
      return prepare(currentCase(pane.state)?.replies[0] ?? "");
    },
    onkind: prepare,
    onopendraft: open,
    oncopy: copy,
    onreplied: () => pane.change({ replying: null }),
  };
}
