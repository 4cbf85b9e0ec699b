// In the workflow of a case type: a step's hidden target (the id of a status block) gets a select of status labels.
// Wagtail's StreamField fires no event for add, move, delete or duplicate: a MutationObserver sees all four. rootBlock,
// children, childBlocks and widget.input are Wagtail's own live blocks; only read() knows them.
const controls = new WeakMap(); // hidden input -> its select
const words = { choose: "Kies een status", gone: "Deze status is er niet meer", nameless: "Status zonder naam" };

const read = (root) =>
  root.children.map(({ id, block }) => ({
    id,
    label: block.childBlocks.label.getValue() || words.nameless,
    code: block.childBlocks.code,
    targets: block.childBlocks.moves.children.map((move) => move.block.childBlocks.target),
  }));

const option = (value, label) => new Option(label, value);

// The hidden input keeps its name and value; its id, and so its label, goes to the select.
function control(target) {
  const { input } = target.widget;
  let select = controls.get(input);
  if (!select) {
    select = document.createElement("select");
    select.id = input.id;
    select.setAttribute("aria-describedby", `${target.prefix}-errors`);
    input.id = `${input.id}-stored`;
    input.after(select);
    select.addEventListener("change", () => {
      input.value = select.value;
    });
    target.widget.focus = () => select.focus();
    controls.set(input, select);
  }
  return select;
}

function paint(target, statuses, own) {
  const select = control(target);
  const stored = target.widget.input.value;
  const options = statuses.filter(({ id }) => id !== own).map(({ id, label }) => [id, label]);
  if (stored && !options.some(([id]) => id === stored)) options.push([stored, words.gone]);
  const signature = JSON.stringify(options);
  if (select.dataset.options !== signature) {
    select.dataset.options = signature;
    select.replaceChildren(option("", words.choose), ...options.map((pair) => option(...pair)));
  }
  if (select.value !== stored) select.value = stored;
}

function start(field) {
  let _frame = 0;
  const refresh = () => {
    _frame = 0;
    const root = field.querySelector("#statuses-root")?.rootBlock;
    if (!root) return;
    const statuses = read(root);
    for (const { id, targets } of statuses) {
      for (const target of targets) paint(target, statuses, id);
    }
    observer.takeRecords();
  };
  const later = () => {
    _frame ||= requestAnimationFrame(refresh);
  };
  const observer = new MutationObserver(later);
  observer.observe(field, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-hidden"] });
  field.addEventListener("input", later);
  later();
}

document.addEventListener("DOMContentLoaded", () => {
  const root = document.getElementById("statuses-root") || document.querySelector('[data-contentpath="statuses"]');
  if (root) start(root.closest("form") || document.body);
});
