// The form as plain data. This is the only place that knows Wagtail's block objects: `rootBlock` is what its w-block controller
// sets, `children` and `childBlocks` are its live blocks, in order. The click path in tests/e2e/ guards all of it.
export const text = (block) => block.getValue() || "";
export const write = (block, value) => {
  block.widget.input.value = value;
};

const readRule = (showIf) => ({
  showIf,
  match: text(showIf.childBlocks.match),
  rows: showIf.childBlocks.rows.children.map(({ block: { childBlocks: fields } }) => ({
    question: text(fields.question),
    operator: text(fields.operator),
    value: text(fields.value),
    fields,
  })),
});

const readAwake = ({ childBlocks: blocks }) => {
  const choiceRows = blocks.choices ? blocks.choices.children.map((row) => row.block.childBlocks) : [];
  return {
    fields: blocks,
    label: text(blocks.label),
    name: text(blocks.name),
    required: Boolean(blocks.required?.getValue()),
    rule: readRule(blocks.show_if),
    choiceRows,
    choices: blocks.choices && choiceRows.map((row) => [text(row.key), text(row.label)]),
  };
};

// A question whose panel was never opened has no fields yet: it is read from its JSON.
const readAsleep = ({ raw }) => ({
  label: raw.label || "",
  name: raw.name || "",
  required: Boolean(raw.required),
  rule: { match: raw.show_if.match, rows: raw.show_if.rows.map((row) => row.value) },
  choiceRows: [],
  choices: raw.choices?.map(({ value }) => [value.key, value.label]),
});

export function readForm(root, types) {
  return root.children.map((child) => {
    const { title, show_if: showIf, questions } = child.block.childBlocks;
    return {
      child,
      id: child.id,
      title: text(title),
      rule: readRule(showIf),
      questions: questions.children.map((item) => {
        const { kind, choices } = types[item.type] || {};
        const data = item.block.isAsleep ? readAsleep(item.block) : readAwake(item.block);
        return {
          child: item,
          id: item.id,
          type: item.type,
          kind,
          ...data,
          choices: data.choices || choices || [],
          wake: () => item.block.childBlocks,
        };
      }),
    };
  });
}
