// @ts-check
/** What was learned from confirmed corrections, by supplier and customer, for the administrator who removes what is wrong. */

import * as api from "./api.js";
import { h, render } from "./dom.js";
import { moment } from "./format.js";
import { attempt, framed, openPage } from "./page.js";
import { icon } from "./parts/icon.js";
import { lessonText } from "./parts/learned.js";
import { waiting } from "./parts/waiting.js";
import { counted, named, t } from "./strings.js";

/** @typedef {import("./types.js").LessonView} LessonView */
/**
 * @typedef {object} MemoryState
 * @property {import("./types.js").User[]} users
 * @property {string} user
 * @property {LessonView[] | null} lessons
 * @property {string} filter
 * @property {string} removing id of the lesson that the person is asked about, "" for none
 * @property {string} notice
 * @property {string} failure
 */

/** @param {Element} root */
async function start(root) {
  /** @type {MemoryState} */
  const state = { users: [], user: "", lessons: null, filter: "", removing: "", notice: "", failure: "" };

  /** @param {Partial<MemoryState>} changes */
  function change(changes) {
    Object.assign(state, changes);
    render(root, whole());
  }

  function whole() {
    return framed({ look: "memory-page", title: t("memory.title"), users: state.users, user: state.user, link: state.users.length > 0 && h("a", { href: "mailbox.html" }, icon("mail"), t("erp.mailbox")) }, content(), h("p", { class: "notice", role: "status", key: "notice" }, state.notice));
  }

  function content() {
    if (state.failure || !state.lessons) return waiting(state.failure);
    const wanted = state.filter.toLowerCase();
    const shown = state.lessons.filter((lesson) => `${lesson.party.name} ${lesson.party.id} ${lessonText(lesson)} ${lesson.learned_from.document}`.toLowerCase().includes(wanted));
    return [
      h("p", { class: "intro", key: "intro" }, t(state.lessons.length ? "memory.intro" : "memory.none")),
      state.lessons.length > 0 && h("input", { key: "filter", type: "search", "aria-label": t("memory.filter"), placeholder: t("memory.filter"), value: state.filter, oninput: (/** @type {Event} */ event) => change({ filter: /** @type {HTMLInputElement} */ (event.currentTarget).value }) }),
      parties(shown).map(party),
    ];
  }

  /** @param {LessonView[]} lessons of one party */
  function party(lessons) {
    const { side, id, name } = lessons[0].party;
    const at = `party-${side}-${id}`;
    return h(
      "section",
      { key: at, "aria-labelledby": at },
      h("h2", { id: at, tabindex: -1 }, name, h("span", { class: "quiet" }, ` ${named("match", side)} ${id}`)),
      h("ul", {}, lessons.map(entry)),
    );
  }

  /** @param {LessonView} lesson */
  function entry(lesson) {
    const { document: from, at, by } = lesson.learned_from;
    const facts = [t("learned.from", { document: from, by, at: moment(at) }), counted("memory.uses", lesson.uses), lesson.confirmations > 0 && counted("memory.confirmations", lesson.confirmations)];
    return h(
      "li",
      { key: lesson.id },
      h("div", { class: "lesson" }, h("p", {}, lessonText(lesson)), h("p", { class: "hint" }, facts.filter(Boolean).join(" · "))),
      h("div", { class: "deeds" }, state.removing === lesson.id ? asked(lesson) : remove(lesson)),
    );
  }

  /** @param {LessonView} lesson */
  function remove(lesson) {
    return h("button", { type: "button", key: "remove", id: `remove-${lesson.id}`, "aria-label": t("memory.remove_what", { what: lessonText(lesson) }), onclick: () => ask(lesson.id) }, icon("trash"), t("memory.remove"));
  }

  /** @param {LessonView} lesson */
  function asked(lesson) {
    const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && keep(lesson.id);
    return [
      h("button", { type: "button", key: "now", id: "remove-now", class: "danger", "aria-label": `${t("memory.remove_now")}${t("colon")}${lessonText(lesson)}`, onkeydown: escape, onclick: () => forget(lesson) }, t("memory.remove_now")),
      h("button", { type: "button", key: "keep", onkeydown: escape, onclick: () => keep(lesson.id) }, t("action.cancel")),
    ];
  }

  /** @param {string} id */
  function ask(id) {
    change({ removing: id, notice: "" });
    document.getElementById("remove-now")?.focus();
  }

  /** @param {string} id */
  function keep(id) {
    change({ removing: "" });
    document.getElementById(`remove-${id}`)?.focus();
  }

  /** @param {LessonView} lesson */
  async function forget(lesson) {
    const forgetting = async () => {
      const lessons = await api.memory.forget(lesson.id);
      change({ lessons, removing: "", notice: t("memory.removed", { what: lessonText(lesson) }) });
      // Who removes by keyboard goes on where they were: at the party, or at the search when nothing is left of it.
      (document.getElementById(`party-${lesson.party.side}-${lesson.party.id}`) ?? root.querySelector("input"))?.focus();
    };
    await attempt(forgetting, fail);
  }

  const fail = (/** @type {string} */ failure) => change({ failure });

  await openPage(change, async () => change({ lessons: await api.memory.lessons() }));
}

/**
 * The lessons by party, the parties by name.
 * @param {LessonView[]} lessons
 * @returns {LessonView[][]}
 */
function parties(lessons) {
  /** @type {Map<string, LessonView[]>} */
  const found = new Map();
  for (const lesson of lessons) {
    const key = `${lesson.party.side} ${lesson.party.id}`;
    found.set(key, [...(found.get(key) ?? []), lesson]);
  }
  for (const some of found.values()) some.sort((one, other) => order(one).localeCompare(order(other)));
  return [...found.values()].sort((one, other) => one[0].party.name.localeCompare(other[0].party.name));
}

/**
 * Who it is, then the header, the columns, the items.
 * @param {LessonView} lesson
 */
function order(lesson) {
  const kinds = ["alias", "placement", "item"];
  return `${kinds.indexOf(lesson.kind)} ${lesson.where === "column" ? 1 : 0} ${lessonText(lesson)}`;
}

const root = document.getElementById("root");
if (root) start(root);
