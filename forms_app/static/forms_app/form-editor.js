// The Stimulus controller of the panel of steps (panels.StepsPanel). After every change it reads the form and makes names,
// conditions and summaries follow. StreamField sends no event for add, move, delete or duplicate: a MutationObserver sees all
// four (deleting only sets aria-hidden).
import { Conditions } from "./form-conditions.js";
import { Names } from "./form-names.js";
import { readForm } from "./form-reading.js";

const { Controller } = window.StimulusModule;

class FormEditor extends Controller {
  static values = {
    types: Object,
    operators: Object,
    words: Object,
    sentences: Object,
    noValue: Array,
    locked: Object,
    reserved: Array,
    texts: Object,
  };

  connect() {
    this.names = new Names(this);
    this.conditions = new Conditions(this);
    this.later = () => {
      this.frame ||= requestAnimationFrame(() => {
        this.frame = 0;
        this.refresh();
      });
    };
    // In the observer's microtask, not in a frame: Wagtail moves the focus 10 ms after it adds a block.
    this.observer = new MutationObserver(() => this.refresh());
    this.observer.observe(this.element, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["aria-hidden"],
    });
    this.followFocus = (event) => this.showStepOf(event.target);
    this.element.addEventListener("input", this.later);
    this.element.addEventListener("change", this.later);
    this.element.addEventListener("focusin", this.followFocus);
    this.later();
  }

  disconnect() {
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    this.element.removeEventListener("input", this.later);
    this.element.removeEventListener("change", this.later);
    this.element.removeEventListener("focusin", this.followFocus);
  }

  get root() {
    return this.element.querySelector("#steps-root")?.rootBlock;
  }
  get say() {
    return this.textsValue;
  }

  node(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  icon(name) {
    const holder = document.createElement("span");
    holder.innerHTML = `<svg class="icon icon-${name}" aria-hidden="true"><use href="#icon-${name}"></use></svg>`;
    return holder.firstChild;
  }

  refresh() {
    if (!this.root) return;
    const started = performance.now();
    let form = readForm(this.root, this.typesValue);
    const isFresh = this.names.freshen(form);
    if (isFresh) form = readForm(this.root, this.typesValue);
    if (this.names.propose(form) || isFresh) form = readForm(this.root, this.typesValue);
    this.conditions.remember(form);
    const earlier = [];
    form.forEach((step, i) => {
      this.conditions.show(step.rule, earlier, step.child);
      const group = { title: this.stepTitle(step, i), questions: [] };
      earlier.push(group);
      step.questions.forEach((question) => {
        this.conditions.show(question.rule, earlier, question.child, question);
        this.offerMove(step, question, form);
        if (question.kind && question.name) group.questions.push(question);
      });
    });
    this.offerPreviews(form);
    this.nameRichTexts();
    this.describePicker();
    this.observer.takeRecords(); // our own writes are no news
    this.element.dataset.refreshMs = (performance.now() - started).toFixed(1);
  }

  // Wagtail's rich text editor tells a screen reader no name; its label stands beside it.
  nameRichTexts() {
    document.querySelectorAll(".public-DraftEditor-content:not([aria-label])").forEach((text) => {
      const label = (text.closest("[data-contentpath]") || text.closest(".w-panel"))?.querySelector("label, h2");
      if (label) text.setAttribute("aria-label", label.textContent.trim());
    });
  }

  // Wagtail's list of blocks to add shows names only: what each is for stands below it (form-editor.css).
  describePicker() {
    this.about ||= new Map(Object.values(this.typesValue).map(({ label, description }) => [label, description]));
    document.querySelectorAll(".w-combobox__option-text:not([data-sn-about])").forEach((text) => {
      text.dataset.snAbout = this.about.get(text.textContent.trim()) || "";
    });
  }

  stepTitle(step, i) {
    return `${this.say.step} ${i + 1}: ${step.title || this.say.untitled}`;
  }

  // To another step: Wagtail can only move within one stream. Offered in the body of an open question.
  offerMove(step, question, form) {
    if (!question.fields) return;
    const body = question.child.block.container[0];
    let select = body.querySelector(":scope > .sn-mover");
    if (!select) {
      select = this.node("select", { className: "sn-mover", ariaLabel: this.say.moveLabel });
      select.addEventListener("change", () => this.move(select.question, select.value));
      body.append(select);
    }
    select.question = question.child;
    select.hidden = form.length < 2;
    const options = [["", this.say.move], ...form.map((other, i) => [other.id, this.stepTitle(other, i)])].filter(
      ([id]) => id !== step.id,
    );
    this.fill(select, options);
  }

  move(child, stepId) {
    const target = this.root.children.find(({ id }) => id === stepId)?.block.childBlocks.questions;
    if (!target) return;
    const state = child.getState(); // the id comes along: the same question, with the same name
    child.sequence.deleteBlock(child.index);
    child.element.querySelector("section").remove(); // else its ids would be twice in the page; the "deleted" input stays
    const moved = target.insert(state, target.children.length, { collapsed: true });
    moved.element.scrollIntoView({ block: "center" });
    moved.toggleElement.focus();
  }

  fill(select, options, chosen = "") {
    const signature = JSON.stringify(options);
    if (select.signature === signature) return false;
    select.signature = signature;
    select.replaceChildren(
      ...options.map(([value, textContent]) => this.node("option", { value, textContent, selected: value === chosen })),
    );
    return true;
  }

  // The preview offers each step, also one that is not saved yet, and shows the one in which the editor works.
  offerPreviews(form) {
    const select = document.getElementById("id_preview_mode");
    if (!select) return;
    this.fixedModes ||= [...select.options]
      .map(({ value, textContent }) => [value, textContent.trim()])
      .filter(([value]) => !value.startsWith("step-"));
    const [start, ...rest] = this.fixedModes;
    const modes = [start, ...form.map((step, i) => [`step-${step.id}`, this.stepTitle(step, i)]), ...rest];
    const chosen = select.value;
    if (!this.fill(select, modes, chosen)) return;
    if (select.value !== chosen) select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showStepOf(target) {
    const select = document.getElementById("id_preview_mode");
    const step = this.root?.children.find((child) => child.element.contains(target));
    if (!select || !step || select.value === `step-${step.id}`) return;
    select.value = `step-${step.id}`;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

window.wagtail.app.register("sn-form-editor", FormEditor);
