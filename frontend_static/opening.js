// @ts-check
/** Opens an attachment inline: page images, the text of an XML file, a sheet as a table. */

import * as api from "./api.js";
import { save } from "./page.js";
import { t } from "./strings.js";

/** @typedef {import("./parts/reading.js").Opened} Opened */
/** @typedef {import("./types.js").AttachmentView} AttachmentView */

/** More pages than these are not shown inline. */
const MOST_PAGES = 20;

/** @param {import("./mailbox.js").Mailbox} mailbox */
export function opening(mailbox) {
  let controller = new AbortController();

  function close() {
    controller.abort();
    for (const url of mailbox.state.opened?.images ?? []) URL.revokeObjectURL(url);
    mailbox.change({ opened: null });
  }

  /** @param {string} part */
  function toggle(part) {
    if (mailbox.state.opened?.part === part) close();
    else open(part);
  }

  /** @param {string} part */
  async function open(part) {
    close();
    controller = new AbortController();
    const { signal } = controller;
    const reference = mailbox.state.selected;
    const attachment = mailbox.state.message?.attachments.find((candidate) => candidate.part === part);
    if (!attachment) return;
    /** @param {Partial<Opened>} changes */
    const change = (changes) => {
      if (!signal.aborted && mailbox.state.opened) mailbox.change({ opened: { ...mailbox.state.opened, ...changes } });
    };
    mailbox.change({ opened: { part, images: [], pages: 0, text: "", sheets: [], isLoading: true, failure: "" } });
    try {
      const kind = kindOf(attachment);
      if (kind === "image") await pages(reference, attachment, change, signal);
      else if (kind === "text") change({ text: await (await api.practice.content(reference, part)).text() });
      else if (kind === "sheet") await sheets(reference, attachment, change, signal);
      else change({ failure: t("mailbox.no_preview") });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      if (!(error instanceof api.Problem)) throw error;
      change({ failure: t("mailbox.no_preview") });
    }
    change({ isLoading: false });
  }

  /**
   * @param {string} reference
   * @param {AttachmentView} attachment
   * @param {(changes: Partial<Opened>) => void} change
   * @param {AbortSignal} signal
   */
  async function pages(reference, attachment, change, signal) {
    const first = URL.createObjectURL(await api.practice.pageImage(reference, attachment.part, 1, signal));
    change({ images: [first] });
    const read = await readMail(reference, signal);
    const count = Math.min(read.attachments.find(({ part }) => part === attachment.part)?.pages ?? 1, MOST_PAGES);
    const images = [first];
    for (let page = 2; page <= count && !signal.aborted; page += 1) {
      images.push(URL.createObjectURL(await api.practice.pageImage(reference, attachment.part, page, signal)));
      change({ images: [...images], pages: count });
    }
  }

  /**
   * @param {string} reference
   * @param {AttachmentView} attachment
   * @param {(changes: Partial<Opened>) => void} change
   * @param {AbortSignal} signal
   */
  async function sheets(reference, attachment, change, signal) {
    const read = await readMail(reference, signal);
    const count = read.attachments.find(({ part }) => part === attachment.part)?.pages ?? 0;
    if (!count) return change({ failure: t("mailbox.no_preview") });
    const found = await Promise.all(Array.from({ length: Math.min(count, MOST_PAGES) }, (_, index) => api.page(read.id, attachment.part, index + 1)));
    change({ sheets: found });
  }

  /**
   * The mail once it has been read, so that its page counts are known.
   * @param {string} reference
   * @param {AbortSignal} signal
   */
  async function readMail(reference, signal) {
    let mail = await api.openMail({ mailbox: "practice", reference }, signal);
    while (mail.status !== "prepared") mail = await api.mailAfter(mail.id, mail.revision, signal);
    return mail;
  }

  /** @param {AttachmentView} attachment */
  async function download(attachment) {
    save(await api.practice.content(mailbox.state.selected, attachment.part), attachment.name);
  }

  return { open, close, toggle, download };
}

/** @param {AttachmentView} attachment */
function kindOf({ media_type, name }) {
  if (media_type === "application/pdf" || media_type.startsWith("image/")) return "image";
  if (/xml|text\/plain|json/.test(media_type) && !/spreadsheet|officedocument/.test(media_type)) return "text";
  if (/spreadsheet|ms-excel|csv/.test(media_type) || /\.(xlsx?|ods|csv)$/i.test(name)) return "sheet";
  return "other";
}
