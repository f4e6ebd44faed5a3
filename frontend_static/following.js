// @ts-check
/** Signs in, then follows the mail client: the message on screen, several that are selected, and files dropped on the pane. */

import * as api from "./api.js";
import { dropping } from "./dropping.js";
import { KEPT } from "./host.js";
import { t } from "./strings.js";

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {import("./deciding.js").Follower} follow
 * @param {ReturnType<typeof import("./queue.js").queue>} several
 */
export function following(pane, follow, several) {
  async function enter() {
    pane.change({ failure: "", retry: null });
    try {
      await pane.host.ready();
      await pane.host.signIn();
      pane.change({ session: await api.ensureSession() });
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      // A person's click lets a window of Microsoft's open that was kept from opening by itself.
      return pane.change({ failure: error.message, retry: error.status === 401 ? enter : null });
    }
    if (!pane.state.session) return pane.change({ failure: t("pane.signed_out") });
    pane.host.onItemChanged((item) => isSelection() || show(item));
    pane.host.onSelected(async (items) => {
      if (!items.length && !isSelection()) return;
      several.choose(items);
      follow.show(items.length ? null : await pane.host.currentItem());
    });
    dropping((isDropping) => pane.change({ isDropping }), drop);
    pane.host.onDropped(drop);
  }

  /** Whether several messages are selected in the mail client. */
  function isSelection() {
    return pane.state.isListOpen && pane.state.listed[0]?.item.mailbox !== KEPT;
  }

  /** @param {import("./host.js").Item | null} item */
  function show(item) {
    pane.change({ listed: [], isListOpen: false });
    follow.show(item);
  }

  /** @param {File[]} files */
  function drop(files) {
    const only = several.take(files);
    if (only) show(only);
  }

  /** @param {import("./queue.js").Entry} entry */
  function openEntry({ item }) {
    if (item.mailbox !== KEPT) return pane.host.openItem(item);
    pane.change({ isListOpen: false });
    follow.show(item);
  }

  return { enter, openEntry };
}
