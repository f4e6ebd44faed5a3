// @ts-check
/** How the document is tried in the test company first: that it will be, or its number there and what was kept otherwise. */

import { h } from "../dom.js";
import { t } from "../strings.js";
import { icon } from "./icon.js";
import { link } from "./outcome.js";

/** @param {import("../types.js").RehearsalView | null | undefined} rehearsal */
export function rehearsal(rehearsal) {
  if (!rehearsal) return false;
  if (!rehearsal.number) return h("section", { class: "outcome", "data-mood": "rehearsal", key: "rehearsal" }, icon("clock"), h("p", {}, t("rehearsal.first")));
  const differs = rehearsal.differences.length > 0;
  return h(
    "section",
    { class: "outcome", "data-mood": differs ? "refused" : "rehearsed", key: "rehearsal", id: "rehearsal" },
    icon(differs ? "alert" : "check"),
    h(
      "div",
      {},
      h("strong", {}, t("rehearsal.number", { number: rehearsal.number })),
      h("p", {}, t(differs ? "rehearsal.differs" : rehearsal.is_compared ? "rehearsal.equal" : "rehearsal.unseen")),
      differs && h("ul", {}, rehearsal.differences.map((one) => h("li", { key: one }, one))),
      rehearsal.url && link(rehearsal.url, t("rehearsal.open", { number: rehearsal.number })),
    ),
  );
}
