import assert from "node:assert/strict";
import test from "node:test";

// The language is read when the module is loaded: `browser_globals.mjs` says French unless the run says English.
const { normalised, shown, day, number } = await import("../../frontend_static/format.js");
const isFrench = (process.env.CLIENT_LANGUAGE ?? "fr-FR").startsWith("fr");
const THIN = "\u202f";

test("amounts are written the reader's way, without losing a digit", () => {
  assert.equal(shown("line_amount", "1234567.5"), isFrench ? `1${THIN}234${THIN}567,50` : "1,234,567.50");
  assert.equal(shown("net_price", "0.1234"), isFrench ? "0,1234" : "0.1234");
  assert.equal(shown("quantity", "12.000"), "12");
  assert.equal(number("-5", 2), isFrench ? "\u22125,00" : "\u22125.00");
});

test("what is typed is normalised", () => {
  const typed = isFrench
    ? { "1 234,50": "1234.50", "1234,5": "1234.5", "12.5": "12.5", "1.234,50": "1234.50", "−3": "-3", "45 €": "45" }
    : { "1,234.50": "1234.50", "12.5": "12.5", "1,000,000": "1000000", "-12,500": "-12500", "0,125": "0,125", "1,2345": "1,2345" };
  for (const [text, value] of Object.entries(typed)) assert.equal(normalised("net_price", text), value, text);
});

test("what is shown is read back as the same value", () => {
  for (const value of ["0", "12", "1234.56", "-7.5", "1000000", "0.001"]) {
    const read = normalised("net_price", shown("net_price", value));
    assert.equal(Number(read), Number(value), value);
  }
});

test("what is not understood is left for the server to refuse", () => {
  assert.equal(normalised("quantity", "douze"), "douze");
  assert.equal(normalised("quantity", "1,2,3"), isFrench ? "1,2,3" : "1,2,3");
});

test("an IBAN stands in groups of four and is saved without spaces", () => {
  assert.equal(shown("payment_iban", "FR7618829631050021745603890"), "FR76 1882 9631 0500 2174 5603 890");
  assert.equal(normalised("payment_iban", " fr76 1882 "), "FR761882");
});

test("units have names, and unknown ones stay", () => {
  assert.equal(shown("unit_code", "KGM"), "kg");
  assert.equal(normalised("unit_code", "kg"), "KGM");
  assert.equal(normalised("unit_code", isFrench ? "pce" : "pc"), "C62");
  assert.equal(shown("unit_code", "X1Y"), "X1Y");
  assert.equal(normalised("unit_code", "X1Y"), "X1Y");
});

test("days are written the reader's way", () => {
  assert.equal(day("2026-11-05"), isFrench ? "05/11/2026" : "5 Nov 2026");
  assert.equal(day("someday"), "someday");
});

test("days are typed in many ways and read back as what is shown", () => {
  for (const text of ["21/11/2026", "21.11.26", "21-11-2026", "21112026", "211126", "21 Nov 2026", "2026-11-21"]) assert.equal(normalised("due_date", text), "2026-11-21", text);
  for (const iso of ["2026-01-02", "2026-12-11", "2028-02-29"]) assert.equal(normalised("due_date", shown("due_date", iso)), iso);
});

test("what is no day, or a day in another language, is left for the server", () => {
  for (const text of ["31/02/2026", "12/13/2026", "21 novembre", "demain", "1 aout 2026"]) assert.equal(normalised("due_date", text), text);
});
