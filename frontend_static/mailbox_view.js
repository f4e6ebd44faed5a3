// @ts-check
/** The practice mailbox as a drawing of its state. */

import { h } from "./dom.js";
import { FRAME } from "./pane_link.js";
import { draftEditor } from "./parts/draft_editor.js";
import { icon } from "./parts/icon.js";
import { folders, messageList } from "./parts/message_list.js";
import { reading } from "./parts/reading.js";
import { separator } from "./parts/separator.js";
import { topBar } from "./parts/top_bar.js";
import { t } from "./strings.js";

/**
 * @typedef {object} MailboxDeeds
 * @property {(name: string) => void} onfolder
 * @property {(reference: string) => void} onmessage
 * @property {(id: string) => void} onuser
 * @property {(width: number) => void} onwidth
 * @property {(part: string) => void} onopen
 * @property {(attachment: import("./types.js").AttachmentView) => void} ondownload
 * @property {(subject: string, text: string) => void} onsave
 * @property {(subject: string, text: string) => void} onsend
 * @property {(files: File[]) => void} onfiles
 */

const VIEWS = /** @type {const} */ (["list", "message", "pane"]);

/**
 * @param {import("./mailbox.js").Mailbox} mailbox
 * @param {MailboxDeeds} deeds
 */
export function mailboxView(mailbox, deeds) {
  const { state } = mailbox;

  function whole() {
    if (state.failure) return h("main", { class: "empty" }, icon("alert"), h("p", { role: "alert" }, state.failure));
    return h(
      "div",
      { class: "client", "data-view": state.view, style: { "--pane-width": `${state.paneWidth}px` } },
      topBar({ title: t("mailbox.title"), users: state.users, user: state.user, onuser: deeds.onuser, link: links() }),
      views(),
      h("div", { class: "side", key: "side" }, add(), folders(state.folders, state.folder, deeds.onfolder)),
      h("section", { class: "list", key: "list", "aria-label": t("mailbox.messages") }, state.messages ? messageList(state.messages, state.selected, deeds.onmessage) : h("div", { class: "bones", "aria-busy": "true" }, [1, 2, 3, 4].map((index) => h("span", { class: "bone", key: String(index) })))),
      h("main", { class: "message", key: "message" }, message()),
      h("aside", { class: "dock", key: "dock", "aria-label": t("mailbox.pane") }, separator(state.paneWidth, deeds.onwidth), state.user && h("iframe", { id: FRAME, src: "pane.html", title: t("mailbox.pane") })),
      state.notice && h("p", { class: "toast", role: "status", key: "toast" }, state.notice),
      state.isDropping && h("div", { class: "drop", key: "drop" }, icon("download"), t("mailbox.drop")),
    );
  }

  function links() {
    const isAdministrator = state.users.some((user) => user.id === state.user && user.role === "administrator");
    const link = (/** @type {string} */ page, /** @type {string} */ drawing, /** @type {string} */ label) => h("a", { href: page, key: page, class: "erp-link", target: "_blank", rel: "opener" }, icon(drawing), label);
    return [isAdministrator && link("connection.html", "plug", t("mailbox.connection")), isAdministrator && link("memory.html", "memory", t("mailbox.memory")), link("erp.html", "building", t("mailbox.erp"))];
  }

  function views() {
    const label = { list: t("mailbox.messages"), message: t("mailbox.message"), pane: "Countersign" };
    return h("nav", { class: "views", key: "views", "aria-label": t("mailbox.views") }, VIEWS.map((name) => h("button", { type: "button", key: name, "aria-pressed": state.view === name ? "true" : "false", onclick: () => mailbox.change({ view: name }) }, label[name])));
  }

  function add() {
    /** @param {Event} event */
    const onchange = (event) => {
      const input = /** @type {HTMLInputElement} */ (event.currentTarget);
      const files = [...(input.files ?? [])];
      input.value = "";
      deeds.onfiles(files);
    };
    const choose = () => document.getElementById("file")?.click();
    return h("section", { class: "add", key: "add", "aria-label": t("mailbox.add") }, h("button", { type: "button", class: "primary", "aria-describedby": "add-hint", onclick: choose }, icon("plus"), t("mailbox.add")), h("input", { id: "file", type: "file", hidden: true, multiple: true, accept: ".eml,.msg,.pdf,.xlsx,.xls,.ods,.csv,.xml,.zip,image/*", onchange, tabindex: -1, "aria-label": t("mailbox.add") }), h("p", { class: "hint", id: "add-hint" }, t("mailbox.add_hint")));
  }

  function message() {
    if (!state.selected) return h("div", { class: "empty" }, icon("mail"), h("p", {}, t("mailbox.select")));
    if (!state.message) return h("div", { class: "bones", "aria-busy": "true" }, h("span", { class: "bone wide" }), h("span", { class: "bone" }), h("span", { class: "bone" }));
    if (state.message.folder === "drafts") return draftEditor({ draft: state.message, notice: state.draftNotice, onsave: deeds.onsave, onsend: deeds.onsend });
    return reading(state.message, state.opened, { onopen: deeds.onopen, ondownload: deeds.ondownload });
  }

  return whole;
}
