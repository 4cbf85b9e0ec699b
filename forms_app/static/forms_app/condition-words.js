// What a condition says, and what is wrong with it: from data alone. Pure: tests/js/condition-words.test.js, on the same cases as
// Python's ground.conditions.sentences.

// Python's own templates (sentences.py), so that preview, comparison and editor say one sentence.
export function fill(template, values) {
  return template.replace(/%\((\w+)\)s/g, (_, key) => values[key]);
}

// A value as people write it: 31 december 2026, and 1250,5; what it is not stays as it was typed.
export function spoken(kind, value, months) {
  const [, year, month, day] = (kind === "date" && value.match(/^(\d{4})-(\d{2})-(\d{2})$/)) || [];
  const isDay = months[month - 1] && new Date(value).getUTCDate() === Number(day); // 31 February is none
  if (isDay) return `${Number(day)} ${months[month - 1]} ${Number(year)}`;
  const [, whole, rest] = (kind === "number" && value.match(/^(-?\d+)(?:[.,](\d*?)0*)?$/)) || [];
  return [whole || value, rest].filter(Boolean).join(","); // by its digits: a Number has no room for all
}

// The words of an operator, for a question of this kind.
export function wordsOf(words, kind, operator) {
  return (words[kind] || words[""])[operator];
}

// One row of a rule. `earlier` holds groups of the questions that it may ask about, `everywhere` all questions by name, `labels`
// the last label seen of each name; `self` is the question that it shows, if any. `words`, `operators`, `sentences`, `noValue`
// and `say` are Python's own (panels.StepsPanel).
export function judge(row, { earlier, everywhere, labels, self, operators, words, sentences, noValue, say }) {
  const target = earlier.flatMap((group) => group.questions).find((question) => question.name === row.question);
  const known = target || everywhere.get(row.question);
  const label = known?.label || labels.get(row.question) || row.question || sentences.unknown;
  const table = (target && operators[target.kind]) || [];
  const fits = table.some(([operator]) => operator === row.operator);
  const operator = target && !fits && row.fields ? table[0][0] : row.operator; // a sleeping row says what is stored
  const needsValue = Boolean(row.question) && !noValue.includes(operator);
  const isClosed = Boolean(target) && ["choice", "choices"].includes(target.kind);
  const chosen = known?.choices.find(([key]) => key === row.value);
  let why = "";
  if (row.question && !target) {
    if (known) why = known.id === self?.id ? say.itself : say.notEarlier;
    else why = say.gone;
  }
  const valueWhy = isClosed && needsValue && row.value && !chosen ? say.answerGone : "";
  const said = fill(sentences[noValue.includes(operator) ? "bare" : "valued"], {
    label,
    operator: wordsOf(words, known?.kind, operator) || sentences.unknown,
    value: chosen?.[1] || spoken(known?.kind, row.value, sentences.months) || sentences.unknown,
  });
  const isBad = Boolean(why || valueWhy);
  return {
    target,
    label,
    table,
    operator,
    needsValue,
    isClosed,
    why,
    valueWhy,
    isBad,
    words: isBad ? `⚠ ${said}` : said,
  };
}

// The whole rule in words; "" when it has no rows.
export function sentence(judged, match, sentences) {
  if (!judged.length) return "";
  return fill(sentences.rule, {
    conditions: judged.map(({ words }) => words).join(sentences[match === "any" ? "or" : "and"]),
  });
}
