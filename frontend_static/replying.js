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
    const enclosed = pane.state.replying?.enclosed ?? [];
    pane.change({ replying: { kind, reply: null, enclosed, failure: "", draft: "" } });
    /** @param {Partial<Replying>} what */
    const show = (what) => pane.state.replying?.kind === kind && pane.change({ replying: { ...pane.state.replying, ...what } });
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
      pane.change({ notice: await placed(view, now.kind, now.reply, now.enclosed), replying: null });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      pane.change({ replying: { ...now, draft: "", failure: error instanceof api.Problem || error.message.includes(" ") ? error.message : t("reply.no_host") } });
    }
  }

  /**
   * @param {import("./types.js").CaseView} view
   * @param {string} kind
   * @param {ReplyView} reply
   * @param {string[]} enclosed
   * @returns {Promise<string | import("./pane_state.js").Notice>} what became of it
   */
  async function placed({ id, mail_id }, kind, reply, enclosed) {
    const { item } = pane.state;
    if (!item || item.mailbox === KEPT) throw new api.Problem(422, t("reply.no_message"));
    const files = reply.attachments.filter(({ part }) => enclosed.includes(part));
    const how = await pane.host.openDraft(id, kind, reply, files.map(({ part, name, size }) => ({ part, name, size, content: () => api.content(mail_id, part) })));
    if (how) return t(SAID[how]);
    if (!item.reference) throw new api.Problem(422, t("reply.too_long"));
    const { url } = await api.draftReply(id, kind, files.map(({ part }) => part), await pane.host.address(item));
    return { text: t("reply.drafted"), url, label: t("reply.show_draft") };
  }

  function copy() {
    const { reply, enclosed } = pane.state.replying ?? {};
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
    pane.change(isCopied ? { replying: null, notice: t(enclosed?.length ? "reply.copied_without_files" : "reply.copied") } : { notice: t("reply.not_copied") });
  }

  return {
    onreply: () => {
      pane.change({ isRejecting: false });
      pane.focus("reply-title");
      return prepare(currentCase(pane.state)?.replies[0] ?? "");
    },
    onkind: prepare,
    /** @type {(part: string, isChosen: boolean) => void} */
    onfile: (part, isChosen) => {
      const now = pane.state.replying;
      if (now) pane.change({ replying: { ...now, enclosed: [...now.enclosed.filter((other) => other !== part), ...(isChosen ? [part] : [])] } });
    },
    onopendraft: open,
    oncopy: copy,
    onreplied: () => pane.change({ replying: null }),
  };
}
