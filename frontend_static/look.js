// @ts-check
/** The language and the theme of this client, the same in every Countersign page of the browser. */

import { kept } from "./kept.js";

/** @typedef {"fr" | "en"} Language */
/** @typedef {"system" | "light" | "dark"} Theme */

const LANGUAGE = "countersign.language";
const THEME = "countersign.theme";

/**
 * What the person chose, else the client's language: French for French, English for every other.
 * @returns {Language}
 */
function chosenLanguage() {
  const chosen = kept("localStorage", LANGUAGE) ?? navigator.language;
  return chosen.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** @type {Language} */
export const language = chosenLanguage();

/** @returns {Theme} */
export function theme() {
  const chosen = kept("localStorage", THEME);
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

/** @param {Theme} chosen */
export function chooseTheme(chosen) {
  localStorage.setItem(THEME, chosen);
  applyTheme();
}

/**
 * Takes effect when the page loads again.
 * @param {Language} chosen
 */
export function chooseLanguage(chosen) {
  localStorage.setItem(LANGUAGE, chosen);
  location.reload();
}

/** What the mail client around the page shows, "system" where it does not tell. @type {Theme} */
let clientTheme = "system";

/**
 * Looks like the mail client, unless the person chose otherwise.
 * @param {boolean} isDark
 */
export function followClient(isDark) {
  clientTheme = isDark ? "dark" : "light";
  applyTheme();
}

function applyTheme() {
  const chosen = theme() === "system" ? clientTheme : theme();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** Applies both to the page and follows a change made in another page. */
export function applyLook() {
  document.documentElement.lang = language;
  applyTheme();
  addEventListener("storage", (event) => {
    if (event.key === THEME) applyTheme();
    if (event.key === LANGUAGE && chosenLanguage() !== language) location.reload();
  });
}
