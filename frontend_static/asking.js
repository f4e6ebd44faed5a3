// @ts-check
/** Asks the ERP where the documents of a case stand, when a person wants to see it and whenever the case's status changes after that. */

import * as api from "./api.js";
import { attempt } from "./page.js";
import { currentCase } from "./pane_state.js";

/** @typedef {import("./types.js").CaseView} CaseView */

/** @param {import("./pane_state.js").Pane} pane */
export function asking(pane) {
  /** @param {CaseView} view */
  const key = (view) => `${view.id} ${view.status}`;

  /** @param {boolean} isOpen */
  function toggle(isOpen) {
    if (isOpen === (pane.state.standings !== null)) return;
    if (isOpen) again();
    else pane.change({ standings: null });
  }

  async function again() {
    const view = currentCase(pane.state);
    if (!view) return;
    const of = key(view);
    pane.change({ standings: { of, documents: null, problem: "", at: "" } });
    /** @param {Partial<import("./parts/standing.js").Standings>} changes */
    const told = (changes) => {
      const { standings } = pane.state;
      if (standings?.of === of) pane.change({ standings: { ...standings, ...changes, at: new Date().toISOString() } });
    };
    await attempt(async () => told({ documents: await api.standings(view.id) }), (problem) => told({ problem }));
  }

  /**
   * Another status is another standing.
   * @param {CaseView} view
   */
  function follow(view) {
    if (pane.state.standings && pane.state.standings.of !== key(view)) again();
  }

  return { toggle, again, follow };
}
