// @ts-check
/** The versions of the mapping table: who saved which when, and a button that brings one back. */

import { h } from "../dom.js";
import { moment } from "../format.js";
import { counted, t } from "../strings.js";

/**
 * @param {import("../types.js").VersionView[]} versions the newest first
 * @param {(version: number) => void} onrestore
 */
export function versions(versions, onrestore) {
  return h(
    "section",
    { key: "versions", "aria-labelledby": "versions" },
    h("h2", { id: "versions" }, t("mapping.versions")),
    h("ul", { class: "versions" }, versions.map((one, index) => version(one, index === 0, onrestore))),
  );
}

/**
 * @param {import("../types.js").VersionView} one
 * @param {boolean} isCurrent
 * @param {(version: number) => void} onrestore
 */
function version({ version: number, saved_at: at, saved_by: by, rules, restored }, isCurrent, onrestore) {
  const facts = [moment(at, true), by, counted("mapping.count", rules), restored > 0 && t("mapping.restored", { version: restored })];
  return h(
    "li",
    { key: String(number) },
    h("div", {}, h("strong", {}, t("mapping.version", { version: number })), isCurrent && h("span", { class: "quiet" }, ` ${t("mapping.current")}`), h("p", { class: "hint" }, facts.filter(Boolean).join(" · "))),
    !isCurrent && h("button", { type: "button", id: `restore-${number}`, "aria-label": t("mapping.restore_what", { version: number }), onclick: () => onrestore(number) }, t("mapping.restore")),
  );
}
