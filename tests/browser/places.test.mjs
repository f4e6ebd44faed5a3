import assert from "node:assert/strict";
import test from "node:test";
import { coordinates } from "../../frontend_static/parts/paper.js";
import { covers, marked, neighbour, taken } from "../../frontend_static/parts/places.js";

const place = (text, box, cell = "") => ({ text, box, cell, xpath: "", term: "", depth: 0 });
/** Two printed lines of three words. */
const WORDS = ["un", "deux", "trois", "quatre", "cinq", "six"].map((text, index) => {
  const [column, row] = [index % 3, Math.floor(index / 3)];
  return place(text, [0.1 + column * 0.3, 0.1 + row * 0.1, 0.3 + column * 0.3, 0.14 + row * 0.1]);
});

test("words within the evidence's box are marked", () => {
  const evidence = { part: "1", page: 1, box: [0.38, 0.09, 0.92, 0.15], cell: "", xpath: "", excerpt: "" };
  assert.deepEqual(marked(WORDS, evidence, null), { first: 1, last: 2 });
  assert.equal(marked(WORDS, { ...evidence, box: null }, null), null);
});

test("a cell is found with and without its sheet's name", () => {
  const cells = [place("a", null, "Commande!A1"), place("b", null, "Commande!B7")];
  for (const cell of ["Commande!B7", "B7"]) {
    assert.deepEqual(marked(cells, { part: "1", page: 1, box: null, cell, xpath: "", excerpt: "" }, null), { first: 1, last: 1 });
  }
});

test("several words become one value with the box around them", () => {
  const { value, evidence } = taken(WORDS, { first: 1, last: 3 }, "2", 1);
  assert.equal(value, "deux trois quatre");
  assert.deepEqual(evidence.box, [0.1, 0.1, 0.8999999999999999, 0.24000000000000002]);
  assert.equal(evidence.part, "2");
});

test("arrows lead along the line and to the nearest word above and below", () => {
  assert.equal(neighbour(WORDS, 0, "ArrowRight"), 1);
  assert.equal(neighbour(WORDS, 0, "ArrowLeft"), 0);
  assert.equal(neighbour(WORDS, 1, "ArrowDown"), 4);
  assert.equal(neighbour(WORDS, 4, "ArrowUp"), 1);
  assert.equal(neighbour(WORDS, 4, "ArrowDown"), 4);
  assert.equal(neighbour(WORDS, 2, "Home"), 0);
  assert.equal(neighbour(WORDS, 2, "End"), 5);
});

test("a word counts as inside by its middle", () => {
  assert.ok(covers([0, 0, 0.5, 0.5], [0.2, 0.2, 0.4, 0.4]));
  assert.ok(!covers([0, 0, 0.5, 0.5], [0.4, 0.4, 0.8, 0.8]));
});

test("cell references are rows and columns", () => {
  assert.deepEqual(coordinates("Commande!B7"), { row: 7, column: 2 });
  assert.deepEqual(coordinates("$AA$12"), { row: 12, column: 27 });
  assert.equal(coordinates("nothing"), null);
});
