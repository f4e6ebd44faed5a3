// What the front end's modules expect of a browser, for tests that run in Node: a French client without a stored choice.
const stored = new Map(Object.entries(JSON.parse(process.env.STORED ?? "{}")));
Object.defineProperty(globalThis, "localStorage", { value: { getItem: (name) => stored.get(name) ?? null, setItem: (name, value) => stored.set(name, value) } });
Object.defineProperty(globalThis, "navigator", { value: { language: process.env.CLIENT_LANGUAGE ?? "fr-FR" } });
