import assert from "node:assert/strict";
import test from "node:test";
import { decimal, difference, isZero, product, rounded, sum, written, ZERO } from "../../frontend_static/decimal.js";

const of = (text) => {
  const found = decimal(text);
  assert.ok(found, text);
  return found;
};

test("sums are exact where floating point is not", () => {
  assert.equal(written(sum(of("0.1"), of("0.2"))), "0.3");
  assert.equal(written(sum(of("9007199254740993"), of("0.01"))), "9007199254740993.01");
});

test("a sum of nothing is zero", () => {
  assert.ok(isZero(ZERO));
  assert.equal(written(rounded(ZERO, 2)), "0.00");
});

test("differences may be negative", () => {
  assert.equal(written(difference(of("1.05"), of("1.10"))), "-0.05");
  assert.equal(written(difference(of("0.5"), of("0.50"))), "0.00");
});

test("products keep every digit and are rounded half away from zero", () => {
  assert.equal(written(product(of("3"), of("0.335"))), "1.005");
  assert.equal(written(rounded(product(of("3"), of("0.335")), 2)), "1.01");
  assert.equal(written(rounded(of("-1.005"), 2)), "-1.01");
  assert.equal(written(rounded(of("1.004"), 2)), "1.00");
});

test("what is no normalised number is none", () => {
  for (const text of ["", "1,5", "1 000", "abc", "1.", ".5", "--1", undefined]) assert.equal(decimal(text), null);
});
