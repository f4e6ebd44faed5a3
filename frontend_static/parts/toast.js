// @ts-check
/** What ended while another message is on screen, with the way back to it. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { icon, iconButton } from "./icon.js";

/**
 * @param {import("../watching.js").Told | null} told
 * @param {{onopen: (item: import("../host.js").Item) => void, onclose: () => void}} act
 */
export function toast(told, act) {
  return h(
    "div",
    { class: "told", role: "status", key: "told", "data-mood": told?.mood },
    told && icon(told.mood === "good" ? "check" : "block"),
    told && h("p", {}, told.text, " ", h("button", { type: "button", class: "link", onclick: () => act.onopen(told.item) }, t("told.open"))),
    told && iconButton("close", t("action.close"), { onclick: act.onclose }),
  );
}
