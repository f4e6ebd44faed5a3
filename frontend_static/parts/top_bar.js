// @ts-check
/** The bar on top of a page: whose page it is, language and theme; in the demonstration that it is one, and who is signed in. */

import { h } from "../dom.js";
import { chooseLanguage, chooseTheme, language, theme } from "../look.js";
import { t } from "../strings.js";

/** @typedef {import("../types.js").User} User */

/**
 * @param {object} options
 * @param {string} options.title
 * @param {User[]} options.users none where there is no demonstration
 * @param {string} options.user id of who is signed in
 * @param {(id: string) => void} options.onuser
 * @param {import("../dom.js").Child} options.link
 */
export function topBar({ title, users, user, onuser, link }) {
  const value = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.currentTarget).value;
  const themes = /** @type {const} */ (["system", "light", "dark"]);
  return h(
    "header",
    { class: "top-bar", key: "top" },
    h("div", { class: "brand" }, h("img", { src: "favicon.svg", alt: "", width: 24, height: 24 }), h("strong", {}, "Countersign"), h("h1", {}, title)),
    users.length > 0 && h("p", { class: "demo", key: "demo" }, t("mailbox.demo")),
    h(
      "div",
      { class: "settings" },
      link,
      users.length > 0 && h("select", { key: "user", "aria-label": t("mailbox.user"), title: t("mailbox.user"), value: user, onchange: (/** @type {Event} */ event) => onuser(value(event)) }, users.map(({ id, name }) => h("option", { key: id, value: id }, name))),
      h("select", { "aria-label": t("mailbox.language"), title: t("mailbox.language"), value: language, onchange: (/** @type {Event} */ event) => chooseLanguage(value(event) === "fr" ? "fr" : "en") }, h("option", { value: "fr", lang: "fr" }, "Français"), h("option", { value: "en", lang: "en" }, "English")),
      h("select", { "aria-label": t("mailbox.theme"), title: t("mailbox.theme"), value: theme(), onchange: (/** @type {Event} */ event) => chooseTheme(/** @type {import("../look.js").Theme} */ (value(event))) }, themes.map((name) => h("option", { key: name, value: name }, t(`theme.${name}`)))),
    ),
  );
}
