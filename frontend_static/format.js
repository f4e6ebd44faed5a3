// @ts-check
/** Writes normalised values the reader's way, and turns what a reader types back into normalised values. */

import { language } from "./look.js";

/** NARROW NO-BREAK SPACE, the French thousands separator (CLDR). */
const THIN = "\u202f";
const DECIMAL = language === "fr" ? "," : ".";
const THOUSANDS = language === "fr" ? THIN : ",";

const AMOUNTS = new Set([
  "allowance_total_amount", "charge_total_amount", "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "prepaid_amount", "rounding_amount", "payable_amount",
  "net_price", "line_amount", "taxable_amount",
]);
const NUMBERS = new Set(["quantity", "tax_rate"]);
const DATES = new Set(["issue_date", "due_date", "requested_delivery_date"]);

/** UN/ECE Rec 20 codes that clerks meet, by what they call them. @type {Record<string, [string, string]>} */
const UNITS = {
  C62: ["pce", "pc"], H87: ["pce", "pc"], EA: ["pce", "pc"], PCE: ["pce", "pc"], KGM: ["kg", "kg"], GRM: ["g", "g"], TNE: ["t", "t"],
  MTR: ["m", "m"], CMT: ["cm", "cm"], MMT: ["mm", "mm"], MTK: ["m²", "m²"], MTQ: ["m³", "m³"], LTR: ["l", "l"], MLT: ["ml", "ml"],
  HUR: ["h", "h"], DAY: ["jour", "day"], MON: ["mois", "month"], ANN: ["an", "year"], XPX: ["palette", "pallet"], XPK: ["paquet", "pack"],
  XBX: ["boîte", "box"], XCT: ["carton", "carton"], XRO: ["rouleau", "roll"], SET: ["lot", "set"], PR: ["paire", "pair"],
  XBG: ["sac", "bag"], XBO: ["bout.", "bottle"], KWH: ["kWh", "kWh"], LS: ["forfait", "lump sum"], KMT: ["km", "km"], PA: ["paquet", "pack"],
  BX: ["boîte", "box"], CT: ["carton", "carton"], RM: ["ramette", "ream"], XPA: ["paquet", "pack"],
};

/** @typedef {"amount" | "number" | "date" | "iban" | "unit" | "text"} Kind */

/**
 * The kind of value that a field of this name holds.
 * @param {string} name
 * @returns {Kind}
 */
export function kindOf(name) {
  if (AMOUNTS.has(name)) return "amount";
  if (NUMBERS.has(name)) return "number";
  if (DATES.has(name)) return "date";
  if (name === "payment_iban") return "iban";
  return name === "unit_code" ? "unit" : "text";
}

/**
 * The value as a person reads and types it: `1 234,50`, `FR76 3000 …`, `pce`, `21/11/2026`.
 * @param {string} name
 * @param {string} value
 */
export function shown(name, value) {
  switch (kindOf(name)) {
    case "amount": return number(value, 2);
    case "number": return number(value, 0);
    case "iban": return value.replace(/(.{4})(?=.)/g, "$1 ");
    case "unit": return unit(value);
    case "date": return day(value);
    default: return value;
  }
}

/**
 * What was typed, normalised; text that is not understood stays as it is, for the server to refuse in words.
 * @param {string} name
 * @param {string} typed
 */
export function normalised(name, typed) {
  const text = typed.trim();
  switch (kindOf(name)) {
    case "amount":
    case "number": return typedNumber(text);
    case "iban": return text.replace(/\s/g, "").toUpperCase();
    case "unit": return unitCode(text);
    case "date": return typedDay(text);
    default: return text;
  }
}

/**
 * @param {string} value normalised
 * @param {number} places at least so many decimals
 */
export function number(value, places) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!parts) return value;
  const whole = parts[2].replace(/\B(?=(\d{3})+$)/g, THOUSANDS);
  const fraction = (parts[3] ?? "").replace(/0+$/, "").padEnd(places, "0");
  return `${parts[1] ? "\u2212" : ""}${whole}${fraction ? DECIMAL + fraction : ""}`;
}

/** @param {string} text */
function typedNumber(text) {
  const bare = text.replace(/[\s\u00a0\u202f'’]/g, "").replace("\u2212", "-").replace(/[€$£%]/g, "");
  // A point is a decimal point in both languages (the French numeric keypad types one) unless a comma follows or a second comes.
  // Commas part thousands only where all of the number is written so: "0,125" is no 125.
  const english = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  const plain = language === "fr" ? bare.replace(/\.(?=\d{3}(?:\.|,))/g, "").replace(",", ".") : english;
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? plain : text;
}

/** @param {string} code */
export function unit(code) {
  const names = UNITS[code];
  return names ? names[language === "fr" ? 0 : 1] : code;
}

/** The names of units to choose from. */
export function unitNames() {
  return [...new Set(Object.keys(UNITS).map(unit))];
}

/** @param {string} typed */
function unitCode(typed) {
  const wanted = typed.toLowerCase();
  const found = Object.entries(UNITS).find(([code, names]) => names.includes(wanted) || code.toLowerCase() === wanted || names.map((n) => n.toLowerCase()).includes(wanted));
  return found ? found[0] : typed;
}

/**
 * A date in the pane's language, whatever the browser's: `21/11/2026` or `21 Nov 2026`.
 * @param {string} iso
 */
export function day(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!parts) return iso;
  const date = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return new Intl.DateTimeFormat(locale(), language === "fr" ? { dateStyle: "short" } : { day: "numeric", month: "short", year: "numeric" }).format(date);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The day in ISO 8601 when the text is one: `21/11/2026`, `21.11.26`, `21112026`, `21 Nov 2026`; the day stands before the month.
 * @param {string} text
 */
function typedDay(text) {
  const parts = /^(\d{1,2})[\s/.-]+(\d{1,2}|[a-z]{3,9}\.?)[\s/.-]+(\d{4}|\d{2})$/i.exec(text) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (!parts) return text;
  const month = /^\d/.test(parts[2]) ? Number(parts[2]) : MONTHS.indexOf(parts[2].slice(0, 3).toLowerCase()) + 1;
  const year = parts[3].length === 2 ? 2000 + Number(parts[3]) : Number(parts[3]);
  const date = new Date(Date.UTC(year, month - 1, Number(parts[1])));
  // 31/02 is no day: the server says so in words.
  if (date.getUTCMonth() !== month - 1) return text;
  return date.toISOString().slice(0, 10);
}

/**
 * A moment for reading: the time today, the day otherwise, both when `full`.
 * @param {string | null} iso
 * @param {boolean} [full]
 */
export function moment(iso, full = false) {
  if (!iso) return "";
  const date = new Date(iso);
  const isToday = date.toDateString() === new Date().toDateString();
  if (full) return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(date);
  if (isToday) return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(date);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale(), isThisYear ? { day: "numeric", month: "short" } : { dateStyle: "short" }).format(date);
}

/** @param {number} bytes */
export function size(bytes) {
  const [amount, name] = bytes < 1024 * 1024 ? [bytes / 1024, language === "fr" ? "Ko" : "KB"] : [bytes / 1024 / 1024, language === "fr" ? "Mo" : "MB"];
  return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)}\u00a0${name}`;
}

function locale() {
  return language === "fr" ? "fr-FR" : "en-GB";
}
