// @ts-check
/** The practice ERP's own pages: one list for each kind of record, and each record, by the address's hash. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { attempt, openPage, save, switchUser } from "./page.js";
import { icon } from "./parts/icon.js";
import { record, table } from "./parts/record.js";
import { topBar } from "./parts/top_bar.js";
import { waiting } from "./parts/waiting.js";
import { t } from "./strings.js";

const KINDS = /** @type {const} */ (["sales_orders", "supplier_invoices", "purchase_orders", "customers", "suppliers", "items"]);
/** @typedef {typeof KINDS[number]} Kind */
/**
 * @typedef {object} ErpState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {Kind} kind
 * @property {string} id
 * @property {import("./types.js").Rows | null} rows
 * @property {import("./types.js").ErpRecord | null} record
 * @property {string} filter
 * @property {string} failure
 */

/** @param {Element} root */
async function start(root) {
  /** @type {ErpState} */
  const state = { users: [], user: "", kind: "sales_orders", id: "", rows: null, record: null, filter: "", failure: "" };
  let generation = 0;

  /** @param {Partial<ErpState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  const fail = (/** @type {string} */ failure) => change({ failure });

  async function show() {
    const mine = ++generation;
    const [kind, id = ""] = decodeURIComponent(location.hash.slice(1)).split("/");
    change({ kind: KINDS.find((known) => known === kind) ?? "sales_orders", id, rows: null, record: null, filter: "", failure: "" });
    const loading = async () => {
      const changes = id ? { record: await api.practiceErp.record(state.kind, id) } : { rows: await api.practiceErp.listing(state.kind) };
      if (mine === generation) change(changes);
    };
    await attempt(loading, (failure) => mine === generation && fail(failure));
  }

  function whole() {
    document.title = `${state.record?.title ?? t(`erp.${state.kind}`)} – ${t("erp.title")}`;
    return h(
      "div",
      { class: "erp-page" },
      topBar({ title: t("erp.title"), users: state.users, user: state.user, onuser: switchUser, link: h("a", { href: "mailbox.html" }, icon("mail"), t("erp.mailbox")) }),
      h("nav", { class: "kinds", "aria-label": t("erp.kinds") }, KINDS.map((kind) => h("a", { key: kind, href: `#${kind}`, "aria-current": kind === state.kind ? "page" : null }, t(`erp.${kind}`)))),
      h("main", {}, content()),
    );
  }

  function content() {
    if (state.failure) return waiting(state.failure);
    if (state.record) return record(state.record, `#${state.kind}`, download);
    if (!state.rows) return waiting("", 5);
    const wanted = state.filter.toLowerCase();
    const rows = state.rows.rows.filter((row) => row.some((value) => value.toLowerCase().includes(wanted)));
    const label = t(`erp.${state.kind}`);
    return [
      h("div", { class: "list-head", key: "head" }, h("h2", {}, label, h("span", { class: "quiet" }, ` ${rows.length}`)), h("input", { type: "search", "aria-label": t("erp.filter"), placeholder: t("erp.filter"), value: state.filter, oninput: (/** @type {Event} */ event) => change({ filter: /** @type {HTMLInputElement} */ (event.currentTarget).value }) })),
      table({ columns: state.rows.columns, rows }, label, (row) => `#${state.kind}/${encodeURIComponent(row[0])}`),
    ];
  }

  /** @param {{name: string, url: string}} file */
  async function download(file) {
    await attempt(async () => save(await api.practiceErp.file(file.url), file.name), fail);
  }

  await openPage(change, async () => {
    addEventListener("hashchange", show);
    await show();
  });
}

const root = document.getElementById("root");
if (root) start(root);
