// @ts-check
/** Saves each correction on its own and in order, and tells beside the field when one could not be saved. */

import * as api from "./api.js";
import { isEdited, settle } from "./dom.js";
import { kindOf, normalised, shown } from "./format.js";
import { currentCase, fieldAt, withCase } from "./pane_state.js";
import { placeId } from "./parts/findings.js";
import { place } from "./parts/history.js";
import { t } from "./strings.js";

/** @typedef {import("./types.js").CaseView} CaseView */
/** @typedef {import("./types.js").Change} Change */

/**
 * @param {import("./pane_state.js").Pane} pane
 */
export function corrections(pane) {
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  /** The newest version known of every case, since a correction may be saved after the pane went on to another message. @type {Map<string, number>} */
  const versions = new Map();
  /** What stood before the last saved change of a field, by case and path. @type {Map<string, Change>} */
  const former = new Map();

  /** @param {CaseView} view */
  function take(view) {
    versions.set(view.id, Math.max(view.version, versions.get(view.id) ?? 0));
    if (pane.state.mail?.id === view.mail_id) pane.change({ mail: withCase(pane.state.mail, view) });
  }

  /**
   * Saves one change after those before it; answers whether it was saved.
   * @param {Change} change
   * @returns {Promise<boolean>}
   */
  function save(change) {
    const view = currentCase(pane.state);
    if (!view) return Promise.resolve(false);
    pane.state.errors.delete(change.path);
    pane.state.saving.add(change.path);
    pane.change();
    const saved = queue.then(() => post(view.id, change));
    queue = saved;
    return saved;
  }

  /**
   * @param {string} id
   * @param {Change} change
   */
  async function post(id, change) {
    const view = pane.state.mail?.cases.find((candidate) => candidate.id === id);
    const version = Math.max(view?.version ?? 0, versions.get(id) ?? 0);
    const field = view && fieldAt(view, change.path);
    try {
      take(await api.correct(id, version, [change]));
      former.set(`${id} ${change.path}`, { path: change.path, value: unambiguous(change.path, field?.value ?? ""), evidence: field?.evidence ?? null });
      pane.change({ spoken: t("pane.saved", { field: place(change.path) }) });
      return true;
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      pane.state.errors.set(change.path, await reason(error, id));
      return false;
    } finally {
      pane.state.saving.delete(change.path);
      pane.change();
    }
  }

  /**
   * The sentence for a refused change; a version that is no longer the newest is replaced by the newest.
   * @param {api.Problem} error
   * @param {string} id
   */
  async function reason(error, id) {
    if (error.type !== "conflict") return error.message;
    take(await api.caseOf(id));
    return t("pane.stale");
  }

  /**
   * Takes over what a person typed, when they leave the input or press Enter.
   * @param {string} path
   * @param {HTMLInputElement} input
   */
  async function typed(path, input) {
    const view = currentCase(pane.state);
    if (!view || !isEdited(input) || pane.state.saving.has(path)) return;
    const value = normalised(path.split(".").at(-1) ?? "", input.value);
    if (value === (fieldAt(view, path)?.value ?? "")) return revert(path, input);
    if (await save({ path, value })) {
      pane.change();
      queueMicrotask(() => settle(input));
    }
  }

  /**
   * Shows the saved value again.
   * @param {string} path
   * @param {HTMLInputElement} input
   */
  function revert(path, input) {
    settle(input);
    if (pane.state.errors.delete(path)) pane.change();
  }

  /**
   * Saves again what stood in the field before its last change, one step back; what is typed and not saved the browser takes back itself.
   * @param {string} path
   * @param {KeyboardEvent} event
   */
  async function undo(path, event) {
    const view = currentCase(pane.state);
    const before = former.get(`${view?.id} ${path}`);
    if (!view || !before || isEdited(/** @type {Element} */ (event.currentTarget)) || pane.state.saving.has(path)) return;
    event.preventDefault();
    if (!(await save(before))) return;
    former.delete(`${view.id} ${path}`);
    pane.change({ notice: t("pane.restored", { field: place(path), value: shown(path.split(".").at(-1) ?? "", before.value) || t("confidence.empty") }) });
  }

  /**
   * Adds, removes or moves a line; paths of later lines change with it, so their errors are dropped.
   * @param {string} operation
   * @param {string} focus path to focus then
   */
  async function line(operation, focus) {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
    await settled();
    for (const path of [...pane.state.errors.keys()]) if (path.startsWith("lines.")) pane.state.errors.delete(path);
    if (!(await save({ path: "lines", value: operation }))) return;
    // The paths mean other lines now.
    former.clear();
    pane.change({ openLine: -1 });
    pane.focus(placeId(focus));
  }

  /** When everything is saved or refused. */
  async function settled() {
    let last;
    do {
      last = queue;
      await last;
    } while (last !== queue);
  }

  return { save, typed, revert, undo, line, settled, take };
}

/**
 * The value as a place on a page may hold it: three decimals could be thousands there, four cannot.
 * @param {string} path
 * @param {string} value
 */
function unambiguous(path, value) {
  const isNumber = ["amount", "number"].includes(kindOf(path.split(".").at(-1) ?? ""));
  return isNumber ? value.replace(/\.\d{3}$/, (decimals) => `${decimals}0`) : value;
}
