// @ts-check
/** Searches the ERP's catalog for what something in the document is, and saves the choice. */

import * as api from "./api.js";
import { settle } from "./dom.js";
import { placeId } from "./parts/findings.js";

/** @typedef {import("./types.js").Candidate} Candidate */

/** How long typing rests before the search, in milliseconds. */
const REST = 150;

/** @type {Record<string, "suppliers" | "customers" | "items" | "purchase_orders">} */
const KINDS = { supplier: "suppliers", customer: "customers", item: "items", purchase_order: "purchase_orders" };

/**
 * @param {import("./pane_state.js").Pane} pane
 * @param {(change: import("./types.js").Change) => Promise<boolean>} save
 * @returns {Omit<import("./parts/match.js").Choices, "choosing">}
 */
export function chooser(pane, save) {
  let controller = new AbortController();
  let timer = 0;

  /**
   * @param {string} path
   * @param {string} query
   */
  async function search(path, query) {
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    try {
      const candidates = await api.candidates(KINDS[path.split(".").at(-1) ?? ""] ?? "items", query, signal);
      if (signal.aborted || pane.state.choosing?.path !== path) return;
      pane.change({ choosing: { path, query, candidates, active: candidates.length ? 0 : -1, isSearching: false } });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      if (!(error instanceof api.Problem)) throw error;
      pane.state.errors.set(path, error.message);
      pane.change({ choosing: null });
    }
  }

  function onclose() {
    controller.abort();
    clearTimeout(timer);
    const path = pane.state.choosing?.path;
    pane.change({ choosing: null });
    queueMicrotask(() => {
      const input = path && document.getElementById(placeId(path));
      if (input) settle(input);
    });
  }

  return {
    onopen: (path, match) => {
      const candidates = match ? [...(match.best ? [match.best] : []), ...match.runners_up] : [];
      pane.change({ choosing: { path, query: match?.best?.label ?? "", candidates, active: candidates.length ? 0 : -1, isSearching: !candidates.length } });
      if (!candidates.length) search(path, "");
    },
    onquery: (path, query) => {
      const known = pane.state.choosing?.path === path ? pane.state.choosing.candidates : [];
      pane.change({ choosing: { path, query, candidates: known, active: -1, isSearching: true } });
      clearTimeout(timer);
      timer = window.setTimeout(() => search(path, query), REST);
    },
    onmove: (step) => {
      const open = pane.state.choosing;
      if (!open) return;
      // One more than the candidates: the last option is "none".
      const count = open.candidates.length + 1;
      pane.change({ choosing: { ...open, active: (open.active + step + count) % count } });
    },
    onchoose: async (path, candidate) => {
      onclose();
      await save({ path, value: candidate?.id ?? "" });
    },
    onclose,
  };
}
