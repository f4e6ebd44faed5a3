// @ts-check
/** What this browser keeps for our pages: nothing where it denies storage to pages in frames, as Outlook on the web shows them. */

/**
 * @param {"localStorage" | "sessionStorage"} where
 * @param {string} name
 * @returns {string | null}
 */
export function kept(where, name) {
  try {
    return globalThis[where].getItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
