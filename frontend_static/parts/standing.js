// @ts-check
/** Where the documents that a case is about stand in the ERP at this moment, and a button to ask again. */

import { h } from "../dom.js";
import { day, moment, number } from "../format.js";
import { named, t } from "../strings.js";
import { icon } from "./icon.js";
import { link } from "./outcome.js";

/** @typedef {import("../types.js").StandingView} StandingView */
/**
 * @typedef {object} Standings what was asked of the ERP
 * @property {string} of the case and its status that it was asked for
 * @property {StandingView[] | null} documents null while the ERP is asked
 * @property {string} problem why it did not answer
 * @property {string} at when it answered, ISO 8601
 */

/**
 * @param {Standings | null} standings null as long as nobody wants to see them
 * @param {(isOpen: boolean) => void} ontoggle
 * @param {() => void} onagain
 */
export function standing(standings, ontoggle, onagain) {
  const isBusy = standings !== null && !standings.documents && !standings.problem;
  return h(
    "details",
    { class: "group standing", key: "standing", open: standings !== null, ontoggle: (/** @type {Event} */ event) => ontoggle(/** @type {HTMLDetailsElement} */ (event.currentTarget).open) },
    h("summary", {}, h("h2", {}, t("group.standing"))),
    standings && h("div", { key: "documents", "aria-live": "polite", "aria-busy": isBusy ? "true" : null }, isBusy ? h("p", { class: "hint", key: "busy" }, t("standing.asking")) : standings.problem ? h("p", { class: "error", key: "problem" }, standings.problem) : (standings.documents ?? []).map(one), standings.documents?.length === 0 && h("p", { class: "hint", key: "none" }, t("standing.none"))),
    standings && h("p", { class: "asked-at", key: "at" }, h("button", { type: "button", class: "link", onclick: onagain, "aria-disabled": isBusy ? "true" : null }, icon("again"), t("standing.again")), standings.at && h("span", { class: "hint" }, t("standing.at", { at: moment(standings.at) }))),
  );
}

/** @param {StandingView} view */
function one(view) {
  const title = `${named("standing.about", view.about)} ${view.number}`;
  return h(
    "article",
    { key: `${view.about} ${view.number}` },
    h("p", { class: "stands" }, view.url ? link(view.url, title) : h("span", {}, title), view.status ? h("strong", { key: "state" }, state(view.status)) : h("span", { class: "hint", key: "untold" }, t("standing.untold"))),
    facts(view),
    view.lines.length > 0 && table(view),
  );
}

/**
 * The ERP's word in the client's language where it is a usual one.
 * @param {string} status
 */
function state(status) {
  const name = status.toLowerCase().replace(/[^a-z]+/g, "_");
  const said = named("standing.state", name);
  return said === name.replaceAll("_", " ") ? status.replaceAll("_", " ") : said;
}

/** @param {StandingView} view */
function facts(view) {
  const left = view.open_amount !== null && `${number(view.open_amount, 2)} ${view.currency}`.trim();
  const told = [view.expected && t("standing.expected", { day: day(view.expected) }), view.paid_on && t("standing.paid_on", { day: day(view.paid_on) }), left && t("standing.left", { amount: left })].filter(Boolean);
  return told.length > 0 && h("p", { class: "hint", key: "facts" }, told.join(" · "));
}

/** @param {StandingView} view */
function table({ lines, about }) {
  const count = (/** @type {string | null} */ value) => h("td", { class: "done" }, value === null ? "–" : number(value, 0));
  const head = (/** @type {import("../strings.js").Key} */ key, /** @type {string} */ name) => h("th", { scope: "col", class: name }, t(key));
  return h(
    "table",
    { key: "lines" },
    h("thead", {}, h("tr", {}, head("standing.line", ""), head("standing.ordered", "done"), head(about === "purchase_order" ? "standing.received" : "standing.delivered", "done"), head("standing.invoiced", "done"))),
    h("tbody", {}, lines.map((line, index) => h("tr", { key: String(index), "data-open": isOpen(line) ? "yes" : null }, h("th", { scope: "row" }, line.description || line.item_id, line.expected && isOpen(line) && h("span", { class: "hint" }, ` ${t("standing.expected", { day: day(line.expected) })}`)), count(line.quantity), count(line.delivered_quantity), count(line.invoiced_quantity)))),
  );
}

/**
 * Whether something of the line is still to come.
 * @param {StandingView["lines"][number]} line
 */
function isOpen({ quantity, delivered_quantity: delivered }) {
  return delivered !== null && Number(delivered) < Number(quantity);
}
