// @ts-check
/** Files dropped anywhere on the practice mailbox, or chosen with its button, become messages. */

import * as api from "./api.js";
import { attempt } from "./page.js";
import { t } from "./strings.js";

/**
 * @param {import("./mailbox.js").Mailbox} mailbox
 * @param {(reference: string) => Promise<void>} ondelivered
 */
export function dropping(mailbox, ondelivered) {
  /** How many elements under the pointer a drag has entered and not left. */
  let depth = 0;
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;

  /** @param {Iterable<File>} files */
  async function deliver(files) {
    let last = "";
    for (const file of files) {
      mailbox.change({ notice: t("mailbox.adding", { name: file.name }) });
      last = (await api.practice.deliver(file)).reference;
      mailbox.change({ notice: t("mailbox.added", { name: file.name }) });
    }
    if (last) await ondelivered(last);
  }

  addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    mailbox.change({ isDropping: true });
  });
  addEventListener("dragleave", (event) => {
    if (!holdsFiles(event)) return;
    depth -= 1;
    if (depth <= 0) mailbox.change({ isDropping: false });
  });
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener("drop", async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mailbox.change({ isDropping: false });
    await attempt(
      () => deliver(event.dataTransfer?.files ?? []),
      (notice) => mailbox.change({ notice }),
    );
  });
  return { deliver };
}
