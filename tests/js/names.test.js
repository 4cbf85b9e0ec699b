// Names of questions and answers, proposed from what an editor types.
import assert from "node:assert/strict";
import { test } from "node:test";

import { proposal, toName, unique, unnumbered } from "../../forms_app/static/forms_app/names.js";

const NAMES = [
  ["Wat is uw naam?", "wat_is_uw_naam"],
  ["Énergie – coöperatie", "energie_cooperatie"],
  ["2e verblijf", "e_verblijf"],
  ["  ", ""],
  ["😀", ""],
  ["a".repeat(60), "a".repeat(50)],
  [`${"a".repeat(49)} b`, "a".repeat(49)],
];

for (const [label, name] of NAMES) test(`${label} is named ${name}`, () => assert.equal(toName(label), name));

test("a label without a Latin letter gets a name all the same, and no label none", () => {
  assert.equal(proposal("😀", "vraag"), "vraag");
  assert.equal(proposal(" ", "vraag"), "");
});

test("a name that is taken is numbered from 2", () => {
  assert.equal(unique("naam", new Set()), "naam");
  assert.equal(unique("naam", new Set(["naam", "naam_2"])), "naam_3");
  assert.equal(unique("", new Set([""])), "");
});

test("a number at the end is no part of the name", () => {
  assert.equal(unnumbered("naam_12"), "naam");
  assert.equal(unnumbered("naam_"), "naam_");
});
