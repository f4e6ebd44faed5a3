// @ts-check
/** The test company beside the connection: its form, with the answers of the connection to begin with, its trial, and the switch. */

import * as api from "./api.js";
import { h } from "./dom.js";
import { moment } from "./format.js";
import { attempt } from "./page.js";
import { icon } from "./parts/icon.js";
import { question } from "./parts/question.js";
import { t } from "./strings.js";

/** @typedef {import("./types.js").ConnectionView} ConnectionView */
/** @typedef {"check" | "save" | "remove"} Deed */

/**
 * @param {object} page
 * @param {() => void} page.redraw
 * @param {(view: ConnectionView) => void} page.onview the connection as it is now
 * @param {(trial: import("./types.js").TrialView) => import("./dom.js").Child} page.result draws what a trial showed
 */
export function sandboxForm({ redraw, onview, result }) {
  /** @type {{answers: Record<string, string>, isOn: boolean, isOpen: boolean, generation: number, trial: import("./types.js").TrialView | null, busy: "" | Deed, refusal: string, notice: string}} */
  const state = { answers: {}, isOn: true, isOpen: false, generation: 0, trial: null, busy: "", refusal: "", notice: "" };

  /** @param {Partial<typeof state>} changes */
  function change(changes) {
    Object.assign(state, changes);
    redraw();
  }

  /**
   * The form as it is kept, or with what the connection has.
   * @param {ConnectionView} view
   */
  function fill({ connected, sandbox }) {
    Object.assign(state, { answers: { ...(sandbox ?? connected)?.answers }, isOn: sandbox?.is_on ?? true, isOpen: Boolean(sandbox), generation: state.generation + 1, trial: null, refusal: "", notice: "" });
  }

  /** @param {ConnectionView} view */
  function draw({ kinds, connected, sandbox }) {
    const kind = connected && kinds.find((one) => one.kind === connected.kind);
    if (!connected || !kind) return false;
    const secrets = (sandbox ?? connected).secrets;
    const asked = kind.questions.map((one) => question(one, { key: `${one.name} ${state.generation}`, prefix: "sandbox", value: state.answers[one.name] ?? one.default, isKept: secrets.includes(one.name), onanswer: (answer) => (state.answers[one.name] = answer) }));
    return h(
      "form",
      { class: "asked", key: "sandbox", "aria-labelledby": "sandbox", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), save()) },
      h("h2", { id: "sandbox", tabindex: -1 }, t("sandbox.title")),
      h("p", { class: "hint" }, t("sandbox.why")),
      sandbox && h("p", { key: "since", id: "sandbox-state" }, t(sandbox.is_on ? "sandbox.on" : "sandbox.off", { at: moment(sandbox.updated_at, true) })),
      !state.isOpen && h("div", { class: "deeds", key: "open" }, h("button", { type: "button", id: "sandbox-open", onclick: () => change({ isOpen: true }) }, t("sandbox.open"))),
      state.isOpen && [
        ...asked,
        h("label", { class: "switch", key: `switch ${state.generation}` }, h("input", { type: "checkbox", id: "sandbox-on", checked: state.isOn, onchange: (/** @type {Event} */ event) => change({ isOn: /** @type {HTMLInputElement} */ (event.currentTarget).checked }) }), h("span", {}, t("sandbox.switch"))),
        h("div", { class: "trial", key: "trial", "aria-live": "polite" }, state.refusal ? h("p", { class: "error", key: "refusal" }, icon("block"), state.refusal) : state.trial && result(state.trial)),
        h("div", { class: "deeds", key: "deeds" }, deed("check", check, "button"), deed("save", null, "submit"), sandbox && deed("remove", remove, "button")),
      ],
      h("p", { class: "notice", role: "status", key: "notice" }, state.notice),
    );
  }

  /**
   * @param {Deed} name
   * @param {(() => void) | null} onclick
   * @param {"button" | "submit"} type
   */
  function deed(name, onclick, type) {
    return h("button", { type, key: name, id: `sandbox-${name}`, class: name === "save" ? "primary" : null, onclick, "aria-disabled": state.busy ? "true" : null }, t(/** @type {import("./strings.js").Key} */ (`sandbox.do.${name}`)));
  }

  /**
   * Does what takes a while, once.
   * @param {Deed} busy
   * @param {() => Promise<unknown>} what
   */
  async function during(busy, what) {
    if (state.busy) return;
    change({ busy, trial: null, refusal: "", notice: "" });
    await attempt(what, (refusal) => change({ refusal }));
    change({ busy: "" });
  }

  const check = () => during("check", async () => change({ trial: await api.connection.checkSandbox(state.answers, state.isOn) }));

  /**
   * @param {ConnectionView} view
   * @param {import("./strings.js").Key} notice
   */
  function shown(view, notice) {
    fill(view);
    state.notice = t(notice);
    onview(view);
    document.getElementById("sandbox")?.focus();
  }

  const save = () => during("save", async () => shown(await api.connection.saveSandbox(state.answers, state.isOn), state.isOn ? "sandbox.saved_on" : "sandbox.saved_off"));

  const remove = () => during("remove", async () => shown(await api.connection.removeSandbox(), "sandbox.removed"));

  return { draw, fill };
}
