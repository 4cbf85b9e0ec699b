// What the editor's script says of a condition is what Python says of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, judge, sentence, spoken } from "../../forms_app/static/forms_app/condition-words.js";
import { cases } from "./cases.js";

const say = { itself: "zichzelf", notEarlier: "niet eerder", gone: "weg", answerGone: "antwoord weg" };
const questions = cases.questions.map((question, id) => ({ id: String(id), ...question }));

function judged(row, { earlier = questions, everywhere = questions, labels = new Map(), self } = {}) {
  const byName = new Map(everywhere.map((question) => [question.name, question]));
  return judge(row, { ...cases.given, say, self, labels, earlier: [{ questions: earlier }], everywhere: byName });
}

for (const [question, operator, value, said] of cases.conditions) {
  test(said, () => {
    const row = judged({ question, operator, value });
    assert.equal(sentence([row], "all", cases.given.sentences), said);
    assert.equal(row.isBad, false);
  });
}

for (const [kind, value, said] of cases.values) {
  test(`${kind} ${value} is said as ${said}`, () =>
    assert.equal(spoken(kind, value, cases.given.sentences.months), said));
}

test("conditions are joined by what must hold, and no condition is no sentence", () => {
  const rows = [{ words: "a" }, { words: "b" }];
  assert.equal(sentence(rows, "any", cases.given.sentences), "Toon als a of b.");
  assert.equal(sentence(rows, "all", cases.given.sentences), "Toon als a en b.");
  assert.equal(sentence([], "all", cases.given.sentences), "");
});

test("a question that comes later, is gone or asks about itself is told so, by its last label", () => {
  const row = { question: "straat", operator: "filled", value: "" };
  const [street] = questions;
  assert.equal(judged(row, { earlier: [] }).why, say.notEarlier);
  assert.equal(judged(row, { earlier: [], self: street }).why, say.itself);
  const gone = judged(row, { earlier: [], everywhere: [], labels: new Map([["straat", "Welke straat?"]]) });
  assert.equal(gone.why, say.gone);
  assert.equal(gone.words, "⚠ ‘Welke straat?’ is ingevuld");
});

test("an answer that is gone is told so, and a comparison that does not fit gives way where it can be seen", () => {
  const gone = judged({ question: "huurt", operator: "eq", value: "misschien" });
  assert.equal(gone.valueWhy, say.answerGone);
  assert.equal(judged({ question: "dag", operator: "has", value: "", fields: {} }).operator, "eq");
  assert.equal(judged({ question: "dag", operator: "has", value: "" }).operator, "has");
});

test("a row without a question needs no value", () => {
  assert.equal(judged({ question: "", operator: "", value: "" }).needsValue, false);
});

test("a template is filled once: what is filled in is text", () => {
  assert.equal(fill("‘%(label)s’", { label: "%(value)s $&", value: "x" }), "‘%(value)s $&’");
});
