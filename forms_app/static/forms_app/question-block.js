// A question that sleeps. While its panel is collapsed, only one hidden input (its value as JSON) stands in the page; the real
// fields are built when the editor opens it, or when something asks for them. 95 questions: 34,000 nodes become 8,000.
// The server's half is QuestionBlock in blocks.py.
const { StructBlockDefinition } = window.wagtailStreamField.blocks;

class Question {
  constructor(definition, placeholder, prefix, { asleep, ...state }, error) {
    Object.assign(this, { definition, prefix, state, type: definition.name, blockDef: definition });
    this.element = document.createElement("div");
    placeholder.replaceWith(this.element);
    this.raw = asleep ? JSON.parse(asleep) : null;
    if (error || !asleep) this.wake(error);
    else this.sleep(asleep);
  }

  sleep(json) {
    this.element.append(
      Object.assign(document.createElement("input"), { type: "hidden", name: `${this.prefix}-asleep`, value: json }),
    );
    const toggle = this.element.closest("[data-streamfield-child]").querySelector("[data-panel-toggle]");
    toggle.addEventListener("wagtail:panel-toggle", (event) => event.detail.expanded && this.wake());
  }

  wake(error) {
    if (this.real) return this.real;
    const spot = document.createElement("div");
    this.element.replaceChildren(spot);
    this.real = this.definition.build(spot, this.prefix, this.state, error);
    this.raw = null;
    return this.real;
  }

  get isAsleep() {
    return !this.real;
  }
  get container() {
    return this.wake().container;
  }
  get childBlocks() {
    return this.wake().childBlocks;
  }
  setState(state) {
    this.wake().setState(state);
  }
  setError(error) {
    if (error) this.wake().setError(error);
  }
  getState() {
    return this.wake().getState();
  }
  getDuplicatedState() {
    return this.wake().getDuplicatedState();
  }
  getValue() {
    return this.wake().getValue();
  }
  getTextLabel(options) {
    return this.real ? this.real.getTextLabel(options) : this.raw.label;
  }
  focus(options) {
    this.wake().focus(options);
  }
}

class QuestionDefinition extends StructBlockDefinition {
  render(placeholder, prefix, state, error) {
    return new Question(this, placeholder, prefix, state || {}, error);
  }

  build(...args) {
    const block = super.render(...args);
    // Wagtail leaves out the label of a nested StructBlock only when it is an instance of the parent's own class.
    for (const child of this.childBlockDefs.filter((each) => each instanceof StructBlockDefinition)) {
      block.container[0].querySelector(`:scope > [data-contentpath="${child.name}"] > .w-field__label`)?.remove();
    }
    return block;
  }
}

window.telepath.register("stadswinkel.QuestionBlock", QuestionDefinition);
