// @ts-check
/** The pane beside the open message: wires host, server and parts together. */

import { asking } from "./asking.js";
import { chooser } from "./choosing.js";
import { corrections } from "./corrections.js";
import { deciding } from "./deciding.js";
import { render } from "./dom.js";
import { follower } from "./follow.js";
import { following } from "./following.js";
import { isAlone, openHost } from "./host.js";
import { openImages } from "./images.js";
import { applyLook } from "./look.js";
import { looking } from "./looking.js";
import { currentCase, nothingOpen } from "./pane_state.js";
import { drawing } from "./pane_view.js";
import { placeId } from "./parts/findings.js";
import { queue } from "./queue.js";
import { replying } from "./replying.js";
import { t } from "./strings.js";
import { viewing } from "./viewing.js";
import { watcher } from "./watching.js";

/** @typedef {import("./pane_state.js").PaneState} PaneState */

/**
 * @param {Element} root
 */
async function start(root) {
  let isDue = false;
  let focusId = "";
  /** @type {import("./pane_state.js").Pane} */
  const pane = {
    state: { ...nothingOpen(), session: null, item: null, told: null, listed: [], isListOpen: false, isDropping: false },
    host: openHost(),
    change: (changes = {}) => {
      Object.assign(pane.state, changes);
      if (isDue) return;
      isDue = true;
      queueMicrotask(draw);
    },
    focus: (id) => {
      focusId = id;
      pane.change();
    },
  };
  const images = openImages(() => pane.change());
  const saving = corrections(pane);
  const follow = follower(pane);
  const viewer = viewing(pane, images, saving.save);
  const deeds = deciding(pane, follow, saving, watcher(pane));
  const several = queue(pane);
  const client = following(pane, follow, several);
  const check = looking(pane, (path) => jump(pane, path));
  const view = drawing(pane, {
    images,
    saving,
    viewer,
    deeds,
    replying: replying(pane, follow),
    queue: { ...several, open: client.openEntry },
    choices: chooser(pane, saving.save),
    onjump: (path) => jump(pane, path),
    check,
    asking: asking(pane),
    onfollow: () => follow.show(pane.state.otherItem),
  });

  function draw() {
    isDue = false;
    render(root, view());
    if (!focusId) return;
    const target = document.getElementById(focusId);
    if (!target) return;
    focusId = "";
    target.focus();
    if (target instanceof HTMLInputElement && target.type === "text") target.select();
  }

  applyLook();
  document.title = t("pane.title");
  draw();
  addEventListener("keydown", (event) => {
    const deed = event.key === "F8" ? check.next : event.key === "Enter" && event.ctrlKey ? deeds.onsend : null;
    if (!deed || pane.state.viewing || pane.state.isListOpen) return;
    event.preventDefault();
    deed();
  });
  pane.host.onSend((item) => follow.isShown(item) && !pane.state.viewing && !pane.state.isListOpen && deeds.onsend());
  addEventListener("focus", () => pane.state.item && follow.isOnScreen());
  new ResizeObserver(() => pane.change()).observe(root);
  setInterval(() => currentCase(pane.state)?.can.undo && pane.change(), 1000);
  await client.enter();
}

/**
 * Brings what stands at a path into sight and focuses it.
 * @param {import("./pane_state.js").Pane} pane
 * @param {string} path
 */
function jump(pane, path) {
  const [head, index, name] = path.split(".");
  const isHidden = head === "lines" && name && !document.getElementById(placeId(path));
  const target = isHidden && name !== "purchase_order_line" ? path : name === "purchase_order_line" ? `lines.${index}.description` : head === "lines" && !name ? `lines.${index ?? 0}.description` : path;
  pane.change(isHidden ? { openLine: Number(index) } : {});
  pane.focus(placeId(target));
}

const root = document.getElementById("root");
// Without a message, what waits is listed, to choose from.
if (isAlone()) location.replace("cases.html");
else if (root) start(root);
