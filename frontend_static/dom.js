// @ts-check
/**
 * Builds and updates the page's nodes: text is always text and never HTML, geometry goes through CSSOM, and a node that
 * is still wanted stays where it is, so that focus, caret and scrolling survive every redraw.
 */

/** @typedef {string | number | null | undefined | boolean | Description} Leaf */
/** @typedef {Leaf | (Leaf | (Leaf | Leaf[])[])[]} Child nested lists are laid out flat; nothing is drawn for what is empty */
/** @typedef {{[name: string]: any}} Props */
/**
 * @typedef {object} Description what a node shall be
 * @property {string} tag
 * @property {Props} props attributes; `on...` listeners; `style` (an object, set through CSSOM); `value`; `key`; `drawn(element)`
 * @property {Child[]} children
 */

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "rect", "g"]);

/** @type {WeakMap<Node, Description>} */
const descriptions = new WeakMap();
/** @type {WeakMap<Element, Map<string, (event: any) => void>>} */
const listeners = new WeakMap();
/** Inputs that hold text which is not saved yet: a redraw leaves them alone. @type {WeakSet<Element>} */
const edited = new WeakSet();

/**
 * Describes one element.
 * @param {string} tag
 * @param {Props | null} [props]
 * @param {...Child} children
 * @returns {Description}
 */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, children };
}

/**
 * Makes the container's children what the descriptions say, and keeps the focus where it was.
 * @param {Element} container
 * @param {...Child} children
 */
export function render(container, ...children) {
  const focused = document.activeElement;
  /** @type {(() => void)[]} */
  const afterwards = [];
  reconcile(container, flat(children), afterwards);
  for (const call of afterwards) call();
  if (focused instanceof HTMLElement && focused !== document.activeElement && container.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

/**
 * Says that what the person typed has been taken over or given up: the next redraw shows the described value again.
 * @param {Element} input
 */
export function settle(input) {
  edited.delete(input);
  const described = descriptions.get(input)?.props.value;
  if (described !== undefined && "value" in input) input.value = described;
}

/**
 * Whether the input holds text that is not saved yet.
 * @param {Element} input
 */
export function isEdited(input) {
  return edited.has(input);
}

/**
 * @param {Child[]} children
 * @returns {(string | Description)[]}
 */
function flat(children) {
  return children.flatMap((child) => {
    if (child === null || child === undefined || typeof child === "boolean" || child === "") return [];
    if (Array.isArray(child)) return flat(child);
    if (typeof child === "number") return [String(child)];
    return [/** @type {string | Description} */ (child)];
  });
}

/**
 * @param {Element} parent
 * @param {(string | Description)[]} wanted
 * @param {(() => void)[]} afterwards
 */
function reconcile(parent, wanted, afterwards) {
  const kept = matched([...parent.childNodes], wanted);
  const staying = new Set(kept);
  for (const node of [...parent.childNodes]) if (!staying.has(node)) node.remove();
  let cursor = parent.firstChild;
  wanted.forEach((description, index) => {
    const node = kept[index] ?? create(description);
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
    update(node, description, afterwards);
  });
}

/**
 * For each wanted child the existing node that becomes it: the one with its key, else the next one of its kind.
 * @param {ChildNode[]} existing
 * @param {(string | Description)[]} wanted
 * @returns {(ChildNode | undefined)[]}
 */
function matched(existing, wanted) {
  /** @type {Map<string, ChildNode[]>} */
  const available = new Map();
  for (const node of existing) {
    const kind = kindOf(descriptions.get(node) ?? (node.nodeType === Node.TEXT_NODE ? "" : null));
    available.set(kind, [...(available.get(kind) ?? []), node]);
  }
  return wanted.map((description) => available.get(kindOf(description))?.shift());
}

/** @param {string | Description | null} description */
function kindOf(description) {
  if (description === null) return "foreign";
  return typeof description === "string" ? "text" : `${description.tag} ${description.props.key ?? ""}`;
}

/**
 * @param {string | Description} description
 * @returns {ChildNode}
 */
function create(description) {
  if (typeof description === "string") return document.createTextNode(description);
  return SVG_TAGS.has(description.tag) ? document.createElementNS(SVG, description.tag) : document.createElement(description.tag);
}

/**
 * @param {ChildNode} node
 * @param {string | Description} description
 * @param {(() => void)[]} afterwards
 */
function update(node, description, afterwards) {
  if (typeof description === "string") {
    if (node.textContent !== description) node.textContent = description;
    return;
  }
  const element = /** @type {HTMLElement} */ (node);
  const before = descriptions.get(element)?.props ?? {};
  descriptions.set(element, description);
  for (const name of Object.keys(before)) if (!(name in description.props)) setProperty(element, name, undefined, before[name]);
  for (const [name, value] of Object.entries(description.props)) setProperty(element, name, value, before[name]);
  reconcile(element, flat(description.children), afterwards);
  if ("value" in description.props) setValue(element, description.props.value);
  if (description.props.drawn) afterwards.push(() => description.props.drawn(element));
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {any} value
 * @param {any} before
 */
function setProperty(element, name, value, before) {
  if (name === "key" || name === "value" || name === "drawn") return;
  if (name === "style") setStyle(element, value ?? {}, before ?? {});
  else if (name.startsWith("on")) listen(element, name.slice(2), value);
  else if (value === before) return;
  else if (value === undefined || value === null || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} style
 * @param {Record<string, string>} before
 */
function setStyle(element, style, before) {
  for (const name of Object.keys(before)) if (!(name in style)) element.style.removeProperty(name);
  for (const [name, value] of Object.entries(style)) if (before[name] !== value) element.style.setProperty(name, value);
}

/**
 * @param {HTMLElement} element
 * @param {string} type
 * @param {((event: any) => void) | undefined} listener
 */
function listen(element, type, listener) {
  let known = listeners.get(element);
  if (!known) listeners.set(element, (known = new Map()));
  if (!known.has(type)) element.addEventListener(type, (event) => listeners.get(element)?.get(type)?.(event));
  known.set(type, listener ?? (() => undefined));
}

/**
 * @param {HTMLElement} element
 * @param {string} value
 */
function setValue(element, value) {
  if (!("value" in element)) return;
  if (!listeners.get(element)?.has("edited")) {
    listen(element, "edited", () => undefined);
    element.addEventListener("input", () => edited.add(element));
  }
  if (!edited.has(element) && element.value !== value) element.value = value;
}
