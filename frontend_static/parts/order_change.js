// @ts-check
/** A change of an order beside the order in the ERP: each line as it was and as it is to be, and what stays as it is. */

import { h } from "../dom.js";
import { shown } from "../format.js";
import { counted, t } from "../strings.js";
import { link } from "./outcome.js";

/** @typedef {import("../types.js").WasNow} WasNow */
/** @typedef {import("../types.js").OrderChangeView} OrderChangeView */

/** @param {OrderChangeView | null | undefined} change */
export function orderChange(change) {
  if (!change) return false;
  const date = change.requested_delivery_date;
  return h(
    "section",
    { class: "group order-change", key: "change", "aria-labelledby": "order-change" },
    h("h2", { id: "order-change" }, t("change.title", { number: change.number })),
    change.url && h("p", { key: "link" }, link(change.url, t("done.open", { number: change.number }))),
    !change.is_shown && h("p", { class: "hint", key: "unseen" }, t("change.not_shown")),
    h("ul", { key: "lines" }, change.lines.map(line)),
    date.now && date.was !== date.now && h("p", { key: "date" }, h("strong", {}, t("change.date")), " ", values("requested_delivery_date", date)),
    change.is_shown && h("p", { class: "hint", key: "rest" }, change.untouched ? counted("change.untouched", change.untouched) : t("change.all")),
  );
}

/** @param {OrderChangeView["lines"][number]} one */
function line(one) {
  const names = /** @type {const} */ (["quantity", "net_price", "requested_delivery_date"]);
  const told = one.fate === "cancelled" ? [] : names.filter((name) => one[name].was !== one[name].now && one[name].now);
  return h(
    "li",
    { key: String(one.place), "data-fate": one.fate },
    h("span", { class: "fate" }, t(/** @type {import("../strings.js").Key} */ (`change.${one.fate}`))),
    h("span", { class: "what" }, [one.item, one.description].filter(Boolean).join(" · ")),
    one.fate === "cancelled" && h("span", { key: "gone" }, h("del", {}, shown("quantity", one.quantity.was))),
    told.map((name) => h("span", { key: name }, values(name, one[name]))),
  );
}

/**
 * @param {string} name
 * @param {WasNow} value
 */
function values(name, { was, now }) {
  return [was && h("del", { key: "was" }, shown(name, was)), was && " → ", h("ins", { key: "now" }, shown(name, now))];
}
