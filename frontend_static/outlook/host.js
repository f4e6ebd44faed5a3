// @ts-check
/// <reference types="office-js" />
/** Outlook around the pane, by Microsoft's office.js; only this folder speaks to it. */

import { followClient } from "../look.js";
import { signIn } from "../sign_in.js";
import { openReply, showBar } from "./answering.js";
import { isSupported, refusal, within } from "./asking.js";
import { address, message, onScreen } from "./message.js";

/** @typedef {import("../host.js").Item} Item */

/** How long Outlook may take to show itself, in milliseconds. */
const PATIENCE = 15_000;

/**
 * @param {HTMLScriptElement} script office.js, on its way
 * @returns {import("../host.js").Host}
 */
export function outlookHost(script) {
  const opened = within(PATIENCE, open(script), "outlook.absent");
  // Told when the pane asks for it.
  opened.catch(() => undefined);
  return {
    ready: () => opened,
    signIn,
    currentItem: async () => onScreen(),
    onItemChanged: (changed) => {
      Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => changed(onScreen()));
      changed(onScreen());
    },
    onSelected: (changed) => {
      if (isSupported("1.13")) followSelection(changed);
    },
    onDropped: (dropped) => {
      Office.context.mailbox.addHandlerAsync(Office.EventType.DragAndDropEvent, (/** @type {Office.DragAndDropEventArgs} */ { dragAndDropEventData: data }) => {
        if (data.type === "drop") dropped(data.dataTransfer.files.map(({ name, fileContent }) => new File([fileContent], name)));
      });
    },
    onSend: () => undefined,
    openItem: ({ reference }) => Office.context.mailbox.displayMessageForm(reference),
    message,
    address,
    openDraft: (_caseId, _kind, reply, enclosures) => openReply(reply, enclosures),
    showBar,
  };
}

/** @param {HTMLScriptElement} script */
async function open(script) {
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(refusal("outlook.absent")));
  });
  const { host } = await Office.onReady();
  // office.js hides both behind null; the browser's own are still below.
  for (const name of ["pushState", "replaceState"]) Reflect.deleteProperty(history, name);
  if (host !== Office.HostType.Outlook) throw refusal("outlook.elsewhere");
  followTheme();
}

/**
 * @param {Office.SelectedItemDetails} selected
 * @returns {import("../host.js").Named}
 */
const named = ({ itemId, subject, internetMessageId }) => ({ mailbox: "outlook", reference: itemId, name: subject, messageId: internetMessageId ?? "", isSelected: true });

/** @param {(items: import("../host.js").Named[]) => void} changed hears of several messages that are selected at once, and of none when there is only one again */
function followSelection(changed) {
  let newest = 0;
  const ask = () => {
    const mine = ++newest;
    Office.context.mailbox.getSelectedItemsAsync(({ value: selected }) => {
      // An answer about an older selection comes too late; one that tells nothing is none.
      if (mine === newest && selected) changed(selected.length > 1 ? selected.map(named) : []);
    });
  };
  Office.context.mailbox.addHandlerAsync(Office.EventType.SelectedItemsChanged, ask);
  ask();
}

function followTheme() {
  showTheme(Office.context.officeTheme);
  if (isSupported("1.14")) Office.context.mailbox.addHandlerAsync(Office.EventType.OfficeThemeChanged, (/** @type {{officeTheme: Office.OfficeTheme}} */ { officeTheme }) => showTheme(officeTheme));
}

/** @param {Office.OfficeTheme | undefined} theme Outlook tells its colours only, not whether they are dark */
function showTheme(theme) {
  const [red, green, blue] = (theme?.bodyBackgroundColor?.match(/[0-9a-f]{2}/gi) ?? []).map((part) => parseInt(part, 16) / 255);
  // Luminance without gamma (Rec. 709): right enough to tell dark from light.
  if (blue !== undefined) followClient(0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5);
}
