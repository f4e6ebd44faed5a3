// @ts-check
/** The browser's calendar beside a typed date; only for the pointer, since the typed date is complete by keyboard. */

import { h } from "../dom.js";
import { shown } from "../format.js";
import { t } from "../strings.js";
import { iconButton } from "./icon.js";

/**
 * @param {object} options
 * @param {string} options.id of the typed input
 * @param {string} options.name of the field
 * @param {string} options.label
 * @param {string} options.value ISO 8601
 * @param {(input: HTMLInputElement) => void} options.onpick the typed input holds another date
 */
export function datePicker({ id, name, label, value, onpick }) {
  const typed = () => /** @type {HTMLInputElement} */ (document.getElementById(id));
  /** @param {Event} event */
  const onchange = (event) => {
    const input = typed();
    input.value = shown(name, /** @type {HTMLInputElement} */ (event.currentTarget).value);
    input.dispatchEvent(new Event("input"));
    onpick(input);
  };
  /** @param {MouseEvent} event */
  const open = (event) => {
    const calendar = /** @type {HTMLInputElement} */ (/** @type {HTMLElement} */ (event.currentTarget).nextElementSibling);
    try {
      calendar.showPicker();
    } catch (error) {
      // Browsers open no calendar in a frame of a foreign mail client: the date is typed.
      if (!(error instanceof DOMException)) throw error;
      typed().focus();
    }
  };
  return [
    iconButton("calendar", t("date.pick", { field: label }), { key: "open", class: "icon-button calendar", tabindex: -1, onclick: open }),
    h("input", { key: "calendar", type: "date", class: "spoken", tabindex: -1, "aria-hidden": "true", value, onchange }),
  ];
}
