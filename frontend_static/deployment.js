// @ts-check
/** Deploying in Outlook and in Gmail, for administrators: what to enter with Microsoft and Google, where to consent, and the manifests. */

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
 * @property {import("./types.js").GmailDeploymentView | null} gmail
 * @property {string} failure why there is no page
 */

/** @param {Element} root */
async function start(root) {
  /** @type {DeploymentState} */
  const state = { users: [], user: "", view: null, gmail: null, failure: "" };

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
    if (!state.view || !state.gmail) return h("div", { class: "bones", key: "bones", "aria-busy": "true" }, [1, 2, 3].map((index) => h("span", { class: "bone", key: String(index) })));
    return [system("outlook", t("deployment.outlook"), outlook(state.view)), system("gmail", t("deployment.gmail"), gmail(state.gmail))];
  }

  /** @param {import("./types.js").DeploymentView} view */
  function outlook({ values, problem }) {
    const see = h("p", { class: "hint", key: "see" }, t("deployment.see"));
    if (!values) return [step("missing", t("deployment.missing"), h("p", { class: "error", role: "alert" }, problem)), see];
    return [register(values), consent(values), upload(values), see];
  }

  /** @param {import("./types.js").GmailDeploymentView} view */
  function gmail({ values, problem }) {
    const missing = problem && step("gmail-missing", t("deployment.gmail_missing"), h("p", { class: "error" }, problem));
    const see = h("p", { class: "hint", key: "see" }, t("deployment.gmail_see"));
    if (!values) return [missing, see];
    const scopes = step("gmail-consent", t("deployment.gmail_consent"), h("p", {}, t("deployment.gmail_scopes")), lines(values.scopes));
    const client = step("gmail-client", t("deployment.gmail_client"), h("p", {}, t("deployment.gmail_redirect")), lines([values.redirect]));
    return [missing, scopes, client, gmailUpload(values), see];
  }

  /** @param {import("./types.js").GmailValues} values */
  function gmailUpload({ address, client_id: client }) {
    const onclick = () => attempt(async () => save(await api.deployment.gmailManifest(), "deployment.json"), fail);
    return step(
      "gmail-upload",
      t("deployment.gmail_upload"),
      h("p", {}, t("deployment.gmail_where")),
      client ? h("p", { class: "hint" }, t("deployment.gmail_for", { address, client })) : null,
      h("div", { class: "deeds" }, h("button", { type: "button", class: "primary", onclick }, icon("download"), t("deployment.gmail_json"))),
    );
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

  await openPage(change, async () => {
    const [view, gmail] = await Promise.all([api.deployment.present(), api.deployment.gmail()]);
    change({ view, gmail });
  });
}

/** @param {string[]} values */
function lines(values) {
  return h("ul", { class: "values" }, values.map((value) => h("li", { key: value }, h("code", {}, value))));
}

/** @param {import("./types.js").DeploymentValues} values */
function register({ redirects, scope }) {
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
  return h("section", { class: "step", key: id, "aria-labelledby": id }, h("h3", { id }, title), ...children);
}

/**
 * The steps in one mail system.
 * @param {string} id
 * @param {string} title
 * @param {import("./dom.js").Child} steps
 */
function system(id, title, steps) {
  return h("section", { class: "system", key: id, "aria-labelledby": id }, h("h2", { id }, title), steps);
}

const root = document.getElementById("root");
if (root) start(root);
