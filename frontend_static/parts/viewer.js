// @ts-check
/** The page viewer over the pane: the page with the value marked, where another word can be made the value. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { BODY } from "../types.js";
import { icon, iconButton } from "./icon.js";
import { sheet, pageImage, textLines, xmlLines } from "./paper.js";
import { neighbour } from "./places.js";

/** @typedef {import("./places.js").Place} Place */
/** @typedef {import("./places.js").Range} Range */
/**
 * @typedef {object} Viewing
 * @property {string} path of the field that is looked for
 * @property {string} label of the field
 * @property {string} part
 * @property {number} page 0 for XML
 * @property {import("../types.js").PageView | null} view
 * @property {Document | null} root of the XML
 * @property {Place[] | null} places null while they are loading
 * @property {string} image address of the page's image, "" for none
 * @property {Range | null} marked the value's place
 * @property {number} active index of the place under the keyboard
 * @property {number | null} anchor where a choice of several places began
 * @property {boolean} isChoosing the pointer is down
 * @property {number} zoom
 * @property {string} failure
 * @property {string} message what came of the last choice
 */
/**
 * @typedef {object} ViewerDeeds
 * @property {() => void} onclose
 * @property {(part: string, page: number) => void} onpage
 * @property {(factor: number) => void} onzoom
 * @property {(active: number, anchor: number | null, isChoosing: boolean) => void} onactive
 * @property {(range: Range) => void} ontake
 */

/**
 * @param {object} options
 * @param {Viewing} options.viewing
 * @param {string} options.value as the field shows it
 * @param {import("../types.js").AttachmentView[]} options.attachments
 * @param {boolean} options.readonly
 * @param {ViewerDeeds} options.deeds
 */
export function viewer({ viewing, value, attachments, readonly, deeds }) {
  /** @param {KeyboardEvent} event */
  const onkeydown = (event) => {
    if (event.key === "Escape") deeds.onclose();
    else if (event.key === "Tab") keepFocusInside(event);
    else if (event.key === "Enter" && event.ctrlKey) event.stopPropagation();
  };
  return h(
    "div",
    { class: "viewer", key: "viewer", role: "dialog", "aria-modal": "true", "aria-label": `${t("viewer.title")}${t("colon")}${viewing.label}`, onkeydown },
    h("div", { class: "viewer-head" }, h("div", { class: "viewer-field" }, h("span", { class: "label" }, viewing.label), h("strong", {}, value || t("confidence.empty"))), iconButton("close", t("action.close"), { id: "viewer-close", onclick: deeds.onclose })),
    bar(viewing, attachments, deeds),
    h("p", { class: viewing.failure ? "error" : "hint", role: "status" }, viewing.failure || viewing.message || t(readonly ? "viewer.readonly" : "viewer.pick")),
    h("div", { class: "viewer-page", "data-kind": kindOf(viewing), drawn: reveal(viewing) }, places(viewing, attachments, readonly, deeds)),
  );
}

/** @param {Viewing} viewing */
function kindOf(viewing) {
  if (viewing.root || (viewing.places && !viewing.view)) return "xml";
  return viewing.view?.has_image ? "image" : viewing.view?.origin === "sheet" ? "sheet" : "text";
}

/**
 * @param {Viewing} viewing
 * @param {import("../types.js").AttachmentView[]} attachments
 * @param {ViewerDeeds} deeds
 */
function bar(viewing, attachments, deeds) {
  const pages = attachments.find((attachment) => attachment.part === viewing.part)?.pages ?? 1;
  const isImage = viewing.view?.has_image ?? false;
  const shown = [...(attachments.some((attachment) => attachment.part === BODY) ? [] : [{ part: BODY, name: t("viewer.body") }]), ...attachments];
  return h(
    "div",
    { class: "viewer-bar" },
    h("select", { "aria-label": t("viewer.document"), value: viewing.part, onchange: (/** @type {Event} */ event) => deeds.onpage(/** @type {HTMLSelectElement} */ (event.currentTarget).value, 1) }, shown.map(({ part, name }) => h("option", { key: part, value: part }, part === BODY ? t("viewer.body") : name))),
    pages > 1 && iconButton("left", t("viewer.previous"), { key: "previous", "aria-disabled": viewing.page <= 1 ? "true" : null, onclick: () => viewing.page > 1 && deeds.onpage(viewing.part, viewing.page - 1) }),
    pages > 1 && h("span", { class: "page-number", key: "number" }, `${viewing.page}/${pages}`),
    pages > 1 && iconButton("right", t("viewer.next"), { key: "next", "aria-disabled": viewing.page >= pages ? "true" : null, onclick: () => viewing.page < pages && deeds.onpage(viewing.part, viewing.page + 1) }),
    isImage && iconButton("minus", t("viewer.farther"), { key: "farther", onclick: () => deeds.onzoom(1 / 1.3) }),
    isImage && iconButton("plus", t("viewer.closer"), { key: "closer", onclick: () => deeds.onzoom(1.3) }),
  );
}

/**
 * @param {Viewing} viewing
 * @param {import("../types.js").AttachmentView[]} attachments
 * @param {boolean} readonly
 * @param {ViewerDeeds} deeds
 */
function places(viewing, attachments, readonly, deeds) {
  const all = viewing.places;
  if (viewing.failure && !all) return h("p", { class: "hint" }, icon("file"));
  if (!all) return h("div", { class: "bones", "aria-busy": "true" }, [1, 2, 3, 4, 5].map((index) => h("span", { class: "bone", key: String(index) })));
  const chosen = viewing.anchor === null ? null : { first: Math.min(viewing.anchor, viewing.active), last: Math.max(viewing.anchor, viewing.active) };
  const name = attachments.find((attachment) => attachment.part === viewing.part)?.name ?? t("viewer.body");
  /** @type {import("./paper.js").Sheet} */
  const page = { viewing, places: all, chosen, label: `${t("viewer.words")}${t("colon")}${t("viewer.of", { name, page: viewing.page, pages: attachments.find((a) => a.part === viewing.part)?.pages || 1 })}`, props: readonly ? { tabindex: 0 } : choosing(viewing, all, deeds) };
  const draw = { image: pageImage, sheet, text: textLines, xml: xmlLines }[kindOf(viewing)];
  return draw(page);
}

/**
 * What pointer and keyboard do on the places: a click takes one, dragging or Shift takes several.
 * @param {Viewing} viewing
 * @param {Place[]} all
 * @param {ViewerDeeds} deeds
 * @returns {import("../dom.js").Props}
 */
function choosing(viewing, all, deeds) {
  /** @param {PointerEvent} event */
  const at = (event) => {
    const target = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-place]");
    return target instanceof HTMLElement ? Number(target.dataset.place) : -1;
  };
  /**
   * @param {number} from
   * @param {number} to
   */
  const take = (from, to) => {
    deeds.onactive(to, from, false);
    deeds.ontake({ first: Math.min(from, to), last: Math.max(from, to) });
  };
  return {
    id: "viewer-places",
    tabindex: 0,
    "aria-activedescendant": `place-${viewing.active}`,
    onpointerdown: (/** @type {PointerEvent} */ event) => {
      const index = at(event);
      if (index < 0 || event.button !== 0) return;
      if (event.pointerType !== "touch") event.preventDefault();
      /** @type {HTMLElement} */ (event.currentTarget).focus({ preventScroll: true });
      deeds.onactive(index, event.shiftKey ? (viewing.anchor ?? viewing.active) : index, true);
    },
    onpointermove: (/** @type {PointerEvent} */ event) => {
      const index = viewing.isChoosing ? at(event) : -1;
      if (index >= 0 && index !== viewing.active) deeds.onactive(index, viewing.anchor, true);
    },
    onpointerup: () => viewing.isChoosing && take(viewing.anchor ?? viewing.active, viewing.active),
    onpointercancel: () => deeds.onactive(viewing.active, null, false),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        take(viewing.anchor ?? viewing.active, viewing.active);
      } else if (/^(Arrow|Home$|End$)/.test(event.key)) {
        event.preventDefault();
        const next = neighbour(all, viewing.active, event.key);
        deeds.onactive(next, event.shiftKey ? (viewing.anchor ?? viewing.active) : null, false);
      }
    },
  };
}

/**
 * Brings the marked value into sight once for each page, and afterwards the place under the keyboard.
 * @param {Viewing} viewing
 */
function reveal(viewing) {
  return (/** @type {HTMLElement} */ scroller) => {
    if (!viewing.places) return;
    const shown = `${viewing.part} ${viewing.page} ${viewing.zoom.toFixed(2)} ${viewing.active} ${Boolean(viewing.image)}`;
    if (scroller.dataset.shown === shown) return;
    const isNew = !scroller.dataset.shown?.startsWith(`${viewing.part} ${viewing.page} ${viewing.zoom.toFixed(2)} `);
    scroller.dataset.shown = shown;
    const target = scroller.querySelector(isNew ? "[data-marked]" : `#place-${viewing.active}`) ?? scroller.querySelector(`#place-${viewing.active}`);
    if (!viewing.isChoosing) target?.scrollIntoView(isNew ? { block: "center", inline: "center" } : { block: "nearest", inline: "nearest" });
  };
}

/** @param {KeyboardEvent} event */
function keepFocusInside(event) {
  const dialog = /** @type {HTMLElement} */ (event.currentTarget);
  const stops = [...dialog.querySelectorAll("button, select, [tabindex='0']")].filter((element) => element instanceof HTMLElement);
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
}
