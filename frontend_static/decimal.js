// @ts-check
/** Exact decimal arithmetic on texts like "1234.50": money is never a floating-point number. */

/** @typedef {{units: bigint, scale: number}} Decimal `units` divided by ten to the power of `scale` */

/** @type {Decimal} */
export const ZERO = { units: 0n, scale: 0 };

/**
 * The number a normalised text stands for (decimal point, no spaces), null when it is none.
 * @param {string | undefined} text
 * @returns {Decimal | null}
 */
export function decimal(text) {
  const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text ?? "");
  if (!parts) return null;
  const fraction = parts[3] ?? "";
  return { units: BigInt(`${parts[1] === "-" ? "-" : ""}${parts[2]}${fraction}`), scale: fraction.length };
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 * @returns {[bigint, bigint, number]} both in units of the finer scale, and that scale
 */
function aligned(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * 10n ** BigInt(scale - a.scale), b.units * 10n ** BigInt(scale - b.scale), scale];
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 * @returns {Decimal}
 */
export function sum(a, b) {
  const [left, right, scale] = aligned(a, b);
  return { units: left + right, scale };
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 * @returns {Decimal}
 */
export function difference(a, b) {
  return sum(a, { units: -b.units, scale: b.scale });
}

/**
 * @param {Decimal} a
 * @param {Decimal} b
 * @returns {Decimal}
 */
export function product(a, b) {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/**
 * Rounded half away from zero, as amounts are (EN 16931, section 6.4).
 * @param {Decimal} a
 * @param {number} places
 * @returns {Decimal}
 */
export function rounded(a, places) {
  if (a.scale <= places) return { units: a.units * 10n ** BigInt(places - a.scale), scale: places };
  const divisor = 10n ** BigInt(a.scale - places);
  const half = a.units < 0n ? -divisor / 2n : divisor / 2n;
  return { units: (a.units + half) / divisor, scale: places };
}

/** @param {Decimal} a */
export function isZero(a) {
  return a.units === 0n;
}

/**
 * The normalised text, "-12.50".
 * @param {Decimal} a
 */
export function written(a) {
  const digits = (a.units < 0n ? -a.units : a.units).toString().padStart(a.scale + 1, "0");
  const whole = digits.slice(0, digits.length - a.scale);
  const sign = a.units < 0n ? "-" : "";
  return a.scale ? `${sign}${whole}.${digits.slice(-a.scale)}` : `${sign}${whole}`;
}
