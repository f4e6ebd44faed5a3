// @ts-check
/** Files dropped anywhere on a page. */

/**
 * @param {(isOver: boolean) => void} onover whether files are held over the page
 * @param {(files: File[]) => void} onfiles
 */
export function dropping(onover, onfiles) {
  /** How many elements under the pointer a drag has entered and not left. */
  let depth = 0;
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;

  addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    onover(true);
  });
  addEventListener("dragleave", (event) => {
    if (!holdsFiles(event)) return;
    depth -= 1;
    if (depth <= 0) onover(false);
  });
  addEventListener("dragover", (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    onover(false);
    onfiles([...(event.dataTransfer?.files ?? [])]);
  });
}
