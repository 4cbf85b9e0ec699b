// "Wanneer tonen": the editor picks a question by its label, a comparison that fits it, and one of its answers. What is stored
// are names; a hidden input keeps them, and the visible control takes its place.
import { judge, sentence, wordsOf } from "./condition-words.js";
import { write } from "./form-reading.js";

export class Conditions {
  constructor(editor) {
    this.editor = editor;
    this.controls = new WeakMap(); // hidden input -> visible control
    this.labels = new Map(); // name -> the last label seen, so that a deleted question is still called by its label
  }

  remember(form) {
    this.everywhere = new Map(form.flatMap((step) => step.questions).map((question) => [question.name, question]));
    for (const [name, question] of this.everywhere) this.labels.set(name, question.label);
  }

  // Show one rule: its rows, its sentence, and its summary in the collapsed heading.
  show(rule, earlier, child, self) {
    const { say, sentencesValue } = this.editor;
    const judged = rule.rows.map((row) => this.judge(row, earlier, self));
    const said = sentence(judged, rule.match, sentencesValue);
    const isBad = judged.some((each) => each.isBad);
    if (rule.showIf) {
      for (const [i, row] of rule.rows.entries()) this.paint(row, judged[i], earlier);
      this.line(rule.showIf.container[0], "sn-sentence", "p", said || say.always, isBad);
      rule.showIf.childBlocks.match.element.closest("[data-contentpath]").hidden = rule.rows.length < 2;
    }
    const heading = child.element.querySelector("[data-panel-heading]");
    const summary = [self?.required && say.required, said].filter(Boolean).join(" · ");
    this.line(heading, "sn-form-summary", "span", summary, isBad);
  }

  line(parent, className, tag, content, isBad) {
    let node = [...parent.children].find((item) => item.classList.contains(className));
    if (!node) {
      node = this.editor.node(tag, { className });
      parent.append(node);
    }
    if (node.textContent !== content) node.textContent = content;
    node.classList.toggle(`${className}--bad`, isBad);
  }

  // From data alone, so that sleeping questions are judged too.
  judge(row, earlier, self) {
    const {
      operatorsValue: operators,
      wordsValue: words,
      sentencesValue: sentences,
      noValueValue: noValue,
    } = this.editor;
    const { everywhere, labels } = this;
    return judge(row, {
      earlier,
      everywhere,
      labels,
      self,
      operators,
      words,
      sentences,
      noValue,
      say: this.editor.say,
    });
  }

  paint(row, { target, label, table, operator, needsValue, isClosed, why, valueWhy }, earlier) {
    const { fields } = row;
    const { say } = this.editor;
    const groups = earlier.map((group) => [
      group.title,
      group.questions.map(({ name, label: its }) => [name, its || name]),
    ]);
    if (why) groups.push([say.unavailable, [[row.question, `⚠ ${label}`]]]);
    this.select(fields.question, groups, say.pickQuestion);
    if (operator !== row.operator) write(fields.operator, operator);
    const operators = table.length ? table : [[operator, wordsOf(this.editor.wordsValue, "", operator) || "—"]];
    this.select(fields.operator, [["", operators]]);
    fields.operator.element.closest("[data-contentpath]").hidden = !row.question;
    fields.value.element.closest("[data-contentpath]").hidden = !needsValue || Boolean(why);
    if (isClosed) {
      const answers = target.choices.map(([key, its]) => [key, its || key]);
      if (valueWhy) answers.push([row.value, `⚠ ${row.value}`]);
      this.select(fields.value, [["", answers]], say.pickAnswer);
    } else this.input(fields.value, { number: "number", date: "date" }[target?.kind] || "text");
    this.error(fields.question, why);
    this.error(fields.value, valueWhy);
  }

  // The hidden input keeps the value and the name; its place (id, and so the label) goes to the visible control.
  control(block, tag, type) {
    const { input } = block.widget;
    const before = this.controls.get(input);
    if (before && before.localName === tag && (!type || before.type === type)) return before;
    const fresh = this.editor.node(tag, type ? { type } : {});
    fresh.id = before ? before.id : input.id;
    if (before) before.replaceWith(fresh);
    else {
      input.id = `${input.id}-stored`;
      input.after(fresh);
    }
    fresh.setAttribute("aria-describedby", `${block.prefix}-errors`);
    fresh.addEventListener(tag === "select" ? "change" : "input", () => {
      input.value = fresh.value;
      if (block.ourError) this.error(block, "");
    });
    this.controls.set(input, fresh);
    block.widget.focus = () => this.controls.get(input).focus();
    return fresh;
  }

  select(block, groups, empty) {
    const node = this.control(block, "select");
    const signature = JSON.stringify([groups, empty]);
    if (node.signature !== signature) {
      node.signature = signature;
      const option = ([value, textContent]) => this.editor.node("option", { value, textContent });
      node.replaceChildren(
        ...(empty ? [option(["", empty])] : []),
        ...groups
          .filter(([, items]) => items.length)
          .flatMap(([label, items]) =>
            label ? [this.editor.node("optgroup", { label }, ...items.map(option))] : items.map(option),
          ),
      );
    }
    const stored = block.widget.input.value;
    if (node.value !== stored) node.value = stored;
  }

  input(block, type) {
    const node = this.control(block, "input", type);
    if (type === "number") node.step = "any";
    const stored = block.widget.input.value;
    if (node.value !== stored && document.activeElement !== node) node.value = stored;
  }

  error(block, message) {
    if (message) {
      if (block.ourError !== message) {
        block.setError({ messages: [message] });
        block.ourError = message;
      }
    } else if (block.ourError) {
      block.setError(null);
      block.ourError = "";
    }
    const node = this.controls.get(block.widget.input);
    if (block.field?.classList.contains("w-field--error")) node?.setAttribute("aria-invalid", "true");
    else node?.removeAttribute("aria-invalid");
  }
}
