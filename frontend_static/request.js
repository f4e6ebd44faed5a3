// @ts-check
/** One request to the Countersign server: the only file that fetches. It carries who asks, and renews that when the server wants more. */

import { kept } from "./kept.js";
import { language } from "./look.js";
import { t } from "./strings.js";

/** @typedef {{token: string, claims: string}} Refused a token that the server refused, and what it demands of another one (JSON), "" for nothing */
/** @typedef {(refused?: Refused) => Promise<string>} Tokens gives the token to ask with; told which one the server refused, it gets another */

/** Where the demonstration's token is kept. */
export const TOKEN = "countersign.token";
/** How often a request is repeated with another token. */
const MOST_RENEWALS = 3;

/** Where tokens come from when the demonstration's are not used. @type {Tokens | null} */
let tokens = null;

/** What the server refused, in a sentence fit to be shown (RFC 9457); status 0 when it could not be reached. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} detail
   * @param {string} [type] the kind of problem, such as "conflict"
   * @param {number} [pause] how long the server asks to be left alone, in milliseconds (RFC 9110, 10.2.3)
   */
  constructor(status, detail, type = "", pause = 0) {
    super(detail);
    this.status = status;
    this.type = type;
    this.pause = pause;
  }

  /** Whether the same request may do better after a while: what an administrator has to mend does not pass. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || (this.status >= 500 && !this.type.endsWith("_misconfigured"));
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<Response>}
 */
async function request(path, options = {}) {
  let token = tokens ? await tokens() : kept("sessionStorage", TOKEN);
  let response = await answered(path, options, token);
  // A token is renewed once, and once more for each thing that the server demands of it.
  for (const met = new Set(); tokens && token && response.status === 401 && met.size < MOST_RENEWALS; ) {
    const claims = demanded(response);
    if (met.has(claims)) break;
    met.add(claims);
    token = await tokens({ token, claims });
    response = await answered(path, options, token);
  }
  if (!response.ok) throw await problem(response);
  return response;
}

/**
 * The claims challenge of a refusal, as Entra takes it (https://learn.microsoft.com/entra/identity-platform/claims-challenge).
 * @param {Response} response
 * @returns {string} JSON, "" when nothing is demanded
 */
function demanded(response) {
  const claims = /\berror="insufficient_claims".*\bclaims="([\w+/=-]+)"/.exec(response.headers.get("WWW-Authenticate") ?? "")?.[1];
  return claims ? atob(claims.replaceAll("-", "+").replaceAll("_", "/")) : "";
}

/**
 * @param {string} path below /api, or whole
 * @param {RequestInit} options
 * @param {string | null} token
 */
async function answered(path, options, token) {
  const headers = new Headers(options.headers);
  headers.set("Accept-Language", language);
  if (token) headers.set("Authorization", `Bearer ${token}`);
  try {
    return await fetch(path.startsWith("/") ? path : `/api/${path}`, { ...options, headers });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem(0, t("error.unreachable"));
  }
}

/** @param {Response} response */
async function problem(response) {
  const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
  const body = isJson ? await response.json() : {};
  const pause = (Number(response.headers.get("Retry-After")) || 0) * 1000;
  return new Problem(response.status, body.detail || body.title || response.statusText || t("error.unreachable"), body.type, pause);
}

/**
 * @param {string} path
 * @param {RequestInit} [options]
 * @returns {Promise<any>}
 */
export async function json(path, options) {
  return (await request(path, options)).json();
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<Blob>}
 */
export async function blob(path, signal) {
  return (await request(path, { signal })).blob();
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>}
 */
export function send(method, path, body) {
  return json(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** @param {Tokens} source */
export function signInBy(source) {
  tokens = source;
}

/** Whether people sign in by tokens from elsewhere. */
export function hasTokens() {
  return tokens !== null;
}
