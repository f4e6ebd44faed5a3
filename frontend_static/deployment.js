// @ts-check
/** Deploying the pane in Outlook, for the administrator of Microsoft 365: what to enter in Entra, where to consent, and the manifest. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { attempt, framed, openPage, save } from "./page.js";
import { icon } from "./parts/icon.js";
import { t } from "./strings.js";

/**
 * @typedef {object} DeploymentState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {import("./types.js").DeploymentView | null} view
 * @property {string} failure why there is no page
 */

/** @param {Element} root */
async function start(root) {
  /** @type {DeploymentState} */
  const state = { users: [], user: "", view: null, failure: "" };

  /** @param {Partial<DeploymentState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  function whole() {
    return framed({ look: "connection-page", title: t("deployment.title"), users: state.users, user: state.user, link: h("a", { href: "connection.html" }, icon("plug"), t("connection.title")) }, content());
  }

  function content() {
    if (state.failure) return h("p", { class: "error", role: "alert", key: "failure" }, state.failure);
    if (!state.view) return h("div", { class: "bones", key: "bones", "aria-busy": "true" }, [1, 2, 3].map((index) => h("span", { class: "bone", key: String(index) })));
    if (!state.view.values) return step("missing", t("deployment.missing"), h("p", { class: "error", role: "alert" }, state.view.problem), h("p", { class: "hint" }, t("deployment.see")));
    return [register(state.view.values), consent(state.view.values), upload(state.view.values), h("p", { class: "hint", key: "see" }, t("deployment.see"))];
  }

  /** @param {import("./types.js").DeploymentValues} values */
  function upload({ version, address, client_id: client }) {
    return step(
      "upload",
      t("deployment.upload"),
      h("p", {}, t("deployment.upload_where")),
      h("p", { class: "hint" }, t("deployment.version", { version, address, client })),
      h("div", { class: "deeds" }, keep(false, "countersign.xml", t("deployment.xml")), keep(true, "countersign.zip", t("deployment.unified"))),
    );
  }

  /**
   * @param {boolean} unified
   * @param {string} name of the file
   * @param {string} label
   */
  function keep(unified, name, label) {
    const onclick = () => attempt(async () => save(await api.deployment.manifest(unified), name), fail);
    return h("button", { type: "button", class: unified ? null : "primary", onclick }, icon("download"), label);
  }

  const fail = (/** @type {string} */ failure) => change({ failure });

  await openPage(change, async () => change({ view: await api.deployment.present() }));
}

/** @param {import("./types.js").DeploymentValues} values */
function register({ redirects, scope }) {
  const lines = (/** @type {string[]} */ values) => h("ul", { class: "values" }, values.map((value) => h("li", { key: value }, h("code", {}, value))));
  return step("register", t("deployment.register"), h("p", {}, t("deployment.platform")), lines(redirects), h("p", {}, t("deployment.scope")), lines([scope]));
}

/** @param {import("./types.js").DeploymentValues} values */
function consent({ consent_url: href }) {
  const link = h("a", { href, target: "_blank", rel: "noopener noreferrer" }, icon("open"), t("deployment.consent_open"));
  return step("consent", t("deployment.consent"), h("p", {}, t("deployment.consent_why")), h("p", {}, link));
}

/**
 * @param {string} id
 * @param {string} title
 * @param {...import("./dom.js").Child} children
 */
function step(id, title, ...children) {
  return h("section", { class: "step", key: id, "aria-labelledby": id }, h("h2", { id }, title), ...children);
}

const root = document.getElementById("root");
if (root) start(root);
