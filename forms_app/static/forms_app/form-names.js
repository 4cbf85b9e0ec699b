// Names of questions and of answers: proposed from the label while the editor types, unique, changed by the pencil only, and
// fixed once citizens have seen them. Conditions follow.
import { readForm, text, write } from "./form-reading.js";
import { proposal, toName, unique, unnumbered } from "./names.js";

export class Names {
  constructor(editor) {
    this.editor = editor;
    this.known = null; // ids of the blocks seen so far; null until the first pass
    this.proposedFrom = new WeakMap(); // name input -> the label it was proposed from; null when the editor chose it
  }

  get locked() {
    return this.editor.lockedValue;
  }

  // Return the names that a question may not get: those of others, of questions that citizens saw, and the wizard's own.
  takenFor(form, question) {
    const others = form.flatMap((step) => step.questions).filter((other) => other.id !== question.id);
    const published = Object.entries(this.locked)
      .filter(([id]) => id !== question.id)
      .map(([, { name }]) => name);
    return new Set([...others.map((other) => other.name), ...published, ...this.editor.reservedValue]);
  }

  // A duplicate (of a question or of a whole step) gets fresh names, and conditions inside the copy point inside the copy.
  freshen(form) {
    const all = form.flatMap((step) => step.questions.map((question) => ({ ...question, step })));
    const renamed = new Map();
    if (this.known) {
      const seen = new Set(all.filter(({ id }) => this.known.has(id)).map(({ name }) => name));
      const added = new Set();
      all
        .filter(({ id }) => !this.known.has(id))
        .forEach((question) => {
          if (!question.name || !seen.has(question.name)) return;
          const name = unique(
            unnumbered(question.name),
            new Set([...this.takenFor(form, question), ...seen, ...added]),
          );
          added.add(name);
          renamed.set(`${question.step.id} ${question.name}`, name);
          const block = question.wake().name;
          write(block, name);
          this.proposedFrom.set(block.widget.input, null);
          this.control(block, false);
        });
      for (const step of form.filter(({ id }) => !this.known.has(id))) {
        for (const row of step.questions.flatMap(({ rule }) => rule.rows)) {
          const name = renamed.get(`${step.id} ${row.question}`);
          if (name) write(row.fields.question, name);
        }
      }
    }
    this.known = new Set([...all.map(({ id }) => id), ...form.map(({ id }) => id)]);
    return renamed.size > 0;
  }

  // Propose a name for each question and answer that has none, or whose label goes on changing.
  propose(form) {
    let changed = false;
    form
      .flatMap((step) => step.questions)
      .filter((question) => question.fields)
      .forEach((question) => {
        const seen = this.locked[question.id];
        changed =
          this.one(
            question.fields.name,
            question.label,
            "vraag",
            () => this.takenFor(form, question),
            seen?.name,
            (from, to) => this.follow(form, from, to),
          ) || changed;
        question.choiceRows.forEach((row) => {
          const others = () =>
            new Set([
              ...question.choiceRows.filter((other) => other !== row).map((other) => text(other.key)),
              ...(seen?.keys || []),
            ]);
          const fixed = seen?.keys.includes(text(row.key)) && text(row.key);
          changed =
            this.one(row.key, text(row.label), "antwoord", others, fixed, (from, to) =>
              this.follow(form, question.name, question.name, from, to),
            ) || changed;
        });
      });
    return changed;
  }

  one(block, label, fallback, taken, fixed, follow) {
    const { input } = block.widget;
    if (!this.proposedFrom.has(input)) {
      const isProposal = !input.value || unnumbered(input.value) === unnumbered(proposal(label, fallback));
      this.proposedFrom.set(input, isProposal && !fixed ? label : null);
      this.control(block, Boolean(fixed));
      if (input.value) return false;
    }
    const before = this.proposedFrom.get(input);
    if (fixed || before === null || (before === label && input.value)) return false;
    this.proposedFrom.set(input, label);
    const name = unique(proposal(label, fallback), taken());
    if (!name || name === input.value) return false;
    const old = input.value;
    input.value = name;
    if (old) follow(old, name);
    return true;
  }

  // Conditions follow a name, or an answer's name, that changes while citizens have not seen it.
  follow(form, from, to, keyFrom, keyTo) {
    for (const owner of form.flatMap((step) => [step, ...step.questions])) {
      if (!owner.rule.rows.some((row) => row.question === from)) continue;
      const showIf = owner.wake ? owner.wake().show_if : owner.rule.showIf;
      for (const row of showIf.childBlocks.rows.children) {
        const fields = row.block.childBlocks;
        if (text(fields.question) !== from) continue;
        write(fields.question, to);
        if (keyFrom && text(fields.value) === keyFrom) write(fields.value, keyTo);
      }
    }
  }

  // Read-only, with a pencil beside it; or with a padlock.
  control(block, isLocked) {
    const { input } = block.widget;
    if (input.isNamed) return;
    input.isNamed = true;
    input.readOnly = true;
    const { say } = this.editor;
    if (isLocked) {
      input.after(this.editor.node("span", { className: "sn-name__lock" }, this.editor.icon("lock"), say.locked));
      return;
    }
    const pencil = this.editor.node(
      "button",
      { type: "button", className: "sn-name__pencil", title: say.rename },
      this.editor.icon("edit"),
      this.editor.node("span", { className: "w-sr-only", textContent: say.rename }),
    );
    pencil.addEventListener("click", () => this.rename(input));
    input.after(pencil);
  }

  rename(input) {
    const old = input.value;
    input.readOnly = false;
    input.focus();
    input.select();
    this.proposedFrom.set(input, null);
    const done = () => {
      input.readOnly = true;
      input.value = toName(input.value) || old;
      if (input.value === old) return;
      const form = readForm(this.editor.root, this.editor.typesValue);
      const owner = form
        .flatMap((step) => step.questions)
        .find((question) => question.choiceRows.some((row) => row.key.widget.input === input));
      if (owner) this.follow(form, owner.name, owner.name, old, input.value);
      else this.follow(form, old, input.value);
      this.editor.later();
    };
    input.addEventListener("blur", done, { once: true });
    input.addEventListener(
      "keydown",
      (event) => {
        if (event.key === "Enter") {
          event.preventDefault();
          input.blur();
        }
      },
      { once: true },
    );
  }
}
