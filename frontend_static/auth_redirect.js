// @ts-check
/** Where a sign-in window ends: hands Microsoft's answer to the pane that opened it. */

const bridge = /** @type {{broadcastResponseToMainFrame: () => Promise<void>}} */ (/** @type {any} */ (globalThis).msalRedirectBridge);
// Whoever opens this page without an answer of Microsoft's reads that the window can be closed.
if (location.hash || location.search) bridge.broadcastResponseToMainFrame();
