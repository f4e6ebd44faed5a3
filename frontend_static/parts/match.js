// @ts-check
/** What something in the document is in the ERP: the chosen candidate, the others, and a search of the ERP's catalog (ARIA combobox). */

import { h } from "../dom.js";
import { counted, named, t } from "../strings.js";
import { findingsHere, placeId } from "./findings.js";
import { worst } from "./field.js";
import { icon } from "./icon.js";
import { learned } from "./learned.js";

/** @typedef {import("../types.js").Candidate} Candidate */
/** @typedef {import("../types.js").MatchView} MatchView */
/**
 * @typedef {object} Choosing the list that is open
 * @property {string} path of the match
 * @property {string} query
 * @property {Candidate[]} candidates
 * @property {number} active index in the list, -1 for none
 * @property {boolean} isSearching
 */
/**
 * @typedef {object} Choices
 * @property {Choosing | null} choosing
 * @property {(path: string, match: MatchView | undefined) => void} onopen
 * @property {(path: string, query: string) => void} onquery
 * @property {(step: number) => void} onmove
 * @property {(path: string, candidate: Candidate | null) => void} onchoose
 * @property {() => void} onclose
 */

/**
 * @param {object} options
 * @param {string} options.path
 * @param {string} options.label
 * @param {MatchView | undefined} options.match
 * @param {Choices} options.choices
 * @param {import("./field.js").Editing} options.editing
 */
export function match({ path, label, match: view, choices, editing }) {
  const id = placeId(path);
  const open = choices.choosing?.path === path ? choices.choosing : null;
  const findings = editing.findingsAt(path);
  const error = editing.errorAt(path);
  const best = view?.best ?? null;
  const others = view?.runners_up.length ?? 0;
  return h(
    "div",
    { class: "match", key: path, "data-path": path, "data-worst": worst(findings), "data-found": best ? "yes" : "no" },
    h("label", { for: id }, label),
    h("span", { class: "how", id: `${id}-how` }, editing.isSaving(path) ? t("confidence.saving") : best ? how(best) : "", best && others > 0 && !editing.readonly && ` · ${counted("match.others", others)}`),
    h("div", { class: "combobox" }, combobox(id, path, view, open, choices, editing, [`${id}-how`, best?.learned_from && `${id}-learned`, findings.length && `${id}-findings`, error && `${id}-error`].filter(Boolean).join(" ")), open && list(id, path, view, open, choices)),
    learned(best?.learned_from, `${id}-learned`),
    findingsHere(findings, `${id}-findings`),
    error && h("p", { class: "error", id: `${id}-error` }, error),
  );
}

/**
 * @param {string} id
 * @param {string} path
 * @param {MatchView | undefined} view
 * @param {Choosing | null} open
 * @param {Choices} choices
 * @param {import("./field.js").Editing} editing
 * @param {string} described
 */
function combobox(id, path, view, open, choices, editing, described) {
  return [
    icon(view?.best ? "link" : "search"),
    h("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      readonly: editing.readonly,
      placeholder: t("match.none"),
      "aria-expanded": open ? "true" : "false",
      "aria-controls": open ? `${id}-list` : null,
      "aria-autocomplete": "list",
      "aria-activedescendant": open && open.active >= 0 ? `${id}-option-${open.active}` : null,
      "aria-describedby": described,
      value: open ? open.query : (view?.best?.label ?? ""),
      onclick: (/** @type {Event} */ event) => {
        if (editing.readonly) return;
        /** @type {HTMLInputElement} */ (event.currentTarget).select();
        if (!open) choices.onopen(path, view);
      },
      oninput: (/** @type {Event} */ event) => choices.onquery(path, /** @type {HTMLInputElement} */ (event.currentTarget).value),
      onblur: () => open && choices.onclose(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => !editing.readonly && keydown(event, path, view, open, choices),
    }),
  ];
}

/**
 * @param {KeyboardEvent} event
 * @param {string} path
 * @param {MatchView | undefined} view
 * @param {Choosing | null} open
 * @param {Choices} choices
 */
function keydown(event, path, view, open, choices) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!open) choices.onopen(path, view);
    else choices.onmove(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && open && !event.ctrlKey) {
    event.preventDefault();
    if (open.active >= 0) choices.onchoose(path, open.candidates[open.active] ?? null);
  } else if (event.key === "Escape" && open) {
    event.preventDefault();
    event.stopPropagation();
    choices.onclose();
  }
}

/**
 * @param {string} id
 * @param {string} path
 * @param {MatchView | undefined} view
 * @param {Choosing} open
 * @param {Choices} choices
 */
function list(id, path, view, open, choices) {
  const rows = open.candidates.map((candidate, index) => option(`${id}-option-${index}`, index === open.active, candidate.id === view?.best?.id, () => choices.onchoose(path, candidate), h("span", { class: "name" }, candidate.label), h("span", { class: "how" }, candidate.number && `${candidate.number} · `, how(candidate))));
  const none = view?.best && option(`${id}-option-${open.candidates.length}`, open.active === open.candidates.length, false, () => choices.onchoose(path, null), h("span", { class: "name quiet" }, t("match.clear")));
  return h(
    "div",
    { class: "options" },
    h("div", { role: "listbox", id: `${id}-list`, "aria-label": t("match.search") }, rows, none),
    !rows.length && h("p", { class: "hint" }, open.isSearching ? t("history.loading") : t("match.nothing")),
  );
}

/**
 * @param {string} id
 * @param {boolean} isActive
 * @param {boolean} isChosen
 * @param {() => void} onchoose
 * @param {...import("../dom.js").Child} children
 */
function option(id, isActive, isChosen, onchoose, ...children) {
  /** @param {HTMLElement} element */
  const drawn = (element) => isActive && element.scrollIntoView({ block: "nearest" });
  /** @param {PointerEvent} event */
  const onpointerdown = (event) => {
    event.preventDefault();
    onchoose();
  };
  return h("div", { role: "option", id, key: id, class: isActive ? "option active" : "option", "aria-selected": isChosen ? "true" : "false", onpointerdown, drawn }, ...children);
}

/**
 * How a candidate was found, in words.
 * @param {Candidate} candidate
 */
export function how(candidate) {
  const score = Math.round(candidate.score * 100);
  const text = named("method", candidate.method || "other", { score });
  return candidate.score < 0.9 && !text.includes("%") && candidate.score > 0 ? `${text}, ${t("method.other", { score })}` : text;
}
