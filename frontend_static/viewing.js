// @ts-check
/** Opens the page viewer on a value's evidence, loads its pages, and makes the words chosen there the value. */

import * as api from "./api.js";
import { currentCase, fieldAt } from "./pane_state.js";
import { placeId } from "./parts/findings.js";
import { place } from "./parts/history.js";
import { marked, taken, wordPlaces, xmlPlaces } from "./parts/places.js";
import { shown } from "./format.js";
import { t } from "./strings.js";
import { BODY } from "./types.js";

/** @typedef {import("./parts/viewer.js").Viewing} Viewing */
/** @typedef {import("./types.js").Evidence} Evidence */

/** How high printed words should at least stand in the viewer, in CSS pixels. */
const READABLE = 13;

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {import("./images.js").openImages extends (...args: any) => infer R ? R : never} images
 * @param {(change: import("./types.js").Change) => Promise<boolean>} save
 */
export function viewing(pane, images, save) {
  let generation = 0;

  /** @param {Partial<Viewing>} changes */
  function change(changes) {
    if (pane.state.viewing) pane.change({ viewing: { ...pane.state.viewing, ...changes } });
  }

  /** @returns {Evidence | null} */
  function evidence() {
    const view = currentCase(pane.state);
    return (view && pane.state.viewing && fieldAt(view, pane.state.viewing.path)?.evidence) ?? null;
  }

  /**
   * Shows where the value at the path stands; without evidence, the page that other values came from.
   * @param {string} path
   */
  function show(path) {
    const view = currentCase(pane.state);
    if (!view) return;
    const at = fieldAt(view, path)?.evidence ?? nearest(path);
    const part = at?.part ?? view.document?.sources[0] ?? BODY;
    pane.change({ viewing: { path, label: place(path), part, page: at?.page ?? 1, view: null, root: null, places: null, image: "", marked: null, active: 0, anchor: null, isChoosing: false, zoom: 1, failure: "", message: "" } });
    open(part, at ? at.page : 1);
  }

  /**
   * The evidence of a value near the path: of its line, else of any header field.
   * @param {string} path
   */
  function nearest(path) {
    const found = currentCase(pane.state)?.document;
    const [head, index] = path.split(".");
    const row = head === "lines" ? found?.lines[Number(index)] : undefined;
    return [...Object.values(row ?? {}), ...Object.values(found?.fields ?? {})].find((field) => field.evidence?.box)?.evidence;
  }

  /**
   * @param {string} part
   * @param {number} number 0 for XML
   */
  async function open(part, number) {
    const mine = ++generation;
    const mail = pane.state.mail;
    if (!mail) return;
    const isXml = number === 0 || mail.attachments.find((attachment) => attachment.part === part)?.pages === 0;
    change({ part, page: isXml ? 0 : number, view: null, root: null, places: null, image: "", marked: null, anchor: null, failure: "" });
    try {
      const loaded = isXml ? { view: null, ...xmlPlaces(await api.xml(mail.id, part)) } : await page(mail.id, part, number);
      if (mine !== generation) return;
      const at = evidence();
      const range = at && at.part === part && (isXml || at.page === number) ? marked(loaded.places, at, loaded.root) : null;
      change({ ...loaded, marked: range, active: range?.first ?? 0, zoom: loaded.view ? readable(loaded.view) : 1 });
      pane.focus(currentCase(pane.state)?.can.correct ? "viewer-places" : "viewer-close");
    } catch (error) {
      if (!(error instanceof api.Problem)) throw error;
      if (mine === generation) change({ failure: t("viewer.failed") });
    }
  }

  /**
   * @param {string} mail
   * @param {string} part
   * @param {number} number
   */
  async function page(mail, part, number) {
    const view = await api.page(mail, part, number);
    return { view, root: null, places: wordPlaces(view) };
  }

  /**
   * @param {import("./parts/places.js").Range} range
   */
  async function take(range) {
    const now = pane.state.viewing;
    if (!now?.places) return;
    const { value, evidence: found } = taken(now.places, range, now.part, now.page);
    if (!value) return;
    change({ message: t("confidence.saving"), failure: "" });
    const isSaved = await save({ path: now.path, value, evidence: found });
    const view = currentCase(pane.state);
    if (isSaved && view) {
      const name = now.path.split(".").at(-1) ?? "";
      change({ marked: range, message: t("viewer.taken", { field: now.label, value: shown(name, fieldAt(view, now.path)?.value ?? "") }) });
    } else {
      change({ failure: pane.state.errors.get(now.path) ?? t("error.unreachable"), message: "", anchor: null });
      pane.state.errors.delete(now.path);
    }
  }

  function close() {
    generation += 1;
    const path = pane.state.viewing?.path;
    pane.change({ viewing: null });
    if (path) pane.focus(placeId(path));
  }

  /** What the viewer shows now, with the page's image as soon as it is there. */
  function current() {
    const now = pane.state.viewing;
    if (!now?.view?.has_image || !pane.state.mail) return now;
    return { ...now, image: images.image(pane.state.mail.id, now.part, now.page).url };
  }

  /** @type {import("./parts/viewer.js").ViewerDeeds} */
  const deeds = {
    onclose: close,
    onpage: open,
    onzoom: (factor) => change({ zoom: Math.min(6, Math.max(1, (pane.state.viewing?.zoom ?? 1) * factor)) }),
    onactive: (active, anchor, isChoosing) => change({ active, anchor, isChoosing }),
    ontake: take,
  };
  return { show, current, deeds };
}

/**
 * The zoom at which the words of a page can be read and hit.
 * @param {import("./types.js").PageView} view
 */
function readable(view) {
  const heights = view.words.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b);
  const middle = heights[Math.floor(heights.length / 2)] ?? 0.01;
  const printed = middle * document.documentElement.clientWidth * (view.height / view.width || 1.414);
  return Math.min(3, Math.max(1, READABLE / Math.max(printed, 1)));
}
