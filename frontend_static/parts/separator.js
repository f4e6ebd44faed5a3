// @ts-check
/** The handle between the message and the pane: drag it, or move it with the arrow keys. */

import { h } from "../dom.js";
import { t } from "../strings.js";

/** The widths that Outlook gives a task pane, in pixels. */
export const NARROWEST = 320;
export const WIDEST = 450;
const STEP = 10;

/**
 * @param {number} width of the pane at its right
 * @param {(width: number) => void} onwidth
 */
export function separator(width, onwidth) {
  const within = (/** @type {number} */ wanted) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(wanted)));
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    const wanted = { ArrowLeft: width + STEP, ArrowRight: width - STEP, Home: NARROWEST, End: WIDEST }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    onwidth(within(wanted));
  };
  /** @param {PointerEvent} event */
  const onpointermove = (event) => {
    const handle = /** @type {HTMLElement} */ (event.currentTarget);
    if (handle.hasPointerCapture(event.pointerId)) onwidth(within(document.documentElement.clientWidth - event.clientX));
  };
  return h("div", {
    class: "separator",
    key: "separator",
    role: "separator",
    tabindex: 0,
    "aria-label": t("mailbox.separator"),
    "aria-orientation": "vertical",
    "aria-valuemin": NARROWEST,
    "aria-valuemax": WIDEST,
    "aria-valuenow": width,
    onkeydown,
    onpointermove,
    onpointerdown: (/** @type {PointerEvent} */ event) => /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId),
  });
}
