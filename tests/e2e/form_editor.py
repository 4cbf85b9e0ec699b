"""The form editor as an editor uses it: by clicking and typing, never by a name, JSON or HTML."""

import contextlib

from playwright.sync_api import TimeoutError

CHILD = "> [data-streamfield-child]:not([aria-hidden])"
STREAM = "[data-streamfield-stream-container]"


class Editor:
    """Drives the form editor on a Playwright page that shows it."""

    def __init__(self, page):
        self.page = page
        page.locator("[data-refresh-ms]").wait_for(state="attached")

    # --- where things are ---------------------------------------------------------------------------------------------

    def steps(self):
        return self.page.locator(f"#steps-root > {STREAM} {CHILD}")

    def step(self, number):
        return self.steps().nth(number)

    def questions(self, step):
        return self.step(step).locator(f"[data-contentpath=questions] {STREAM} {CHILD}")

    def question(self, step, number):
        return self.questions(step).nth(number)

    def name_of(self, question):
        return question.locator("[data-contentpath=name] input").first.input_value()

    def keys_of(self, question):
        return [key.input_value() for key in question.locator("[data-contentpath=key] input").all()]

    def sentence_of(self, block):
        return block.locator(".sn-sentence").first.inner_text()

    def summary_of(self, block):
        return block.locator(".sn-form-summary").first.text_content()

    # --- what an editor does ------------------------------------------------------------------------------------------

    def title(self, text):
        self.page.locator("#id_title").fill(text)

    def add_step(self, title):
        number = self.steps().count()
        self.page.locator(f"#steps-root > {STREAM} > div > button.c-sf-add-button").last.click()
        self.step(number).locator("[data-contentpath=title] input").first.fill(title)

    def add_question(self, step, kind, label, answers=()):
        number = self.questions(step).count()
        box = self.step(step).locator(f"[data-contentpath=questions] {STREAM}").first
        choice = self.page.get_by_role("option", name=kind, exact=False).first
        for _ in range(5):  # a block that still slides open can push the button from under the pointer
            box.locator("> div > button.c-sf-add-button").last.click()
            with contextlib.suppress(TimeoutError):
                choice.wait_for(timeout=4000)
                break
        choice.click()
        question = self.question(step, number)
        question.locator("[data-contentpath=label] input").first.press_sequentially(label)
        for answer in answers:
            self.add_answer(question, answer)
        return question

    def add_answer(self, question, text):
        answers = question.locator("[data-contentpath=choices] [data-streamfield-list-container]").first
        number = answers.locator(CHILD).count()
        answers.locator("> button.c-sf-add-button").last.click()
        answers.locator(CHILD).nth(number).locator("[data-contentpath=label] input").fill(text)

    def open(self, block):
        toggle = block.locator("[data-panel-toggle]").first
        if toggle.get_attribute("aria-expanded") == "false":
            toggle.click()

    def add_condition(self, block, question, operator=None, value=None):
        panel = block.locator("[data-contentpath=show_if]").first
        self.open(panel)
        rows = panel.locator("[data-streamfield-list-container]").first
        number = rows.locator(CHILD).count()
        rows.locator("> button.c-sf-add-button").last.click()
        row = rows.locator(CHILD).nth(number)
        row.get_by_label("Vraag").select_option(label=question)
        self.settle()  # the control for the answer follows the question, a frame later
        if operator:
            row.get_by_label("Vergelijking").select_option(label=operator)
        if value:
            control = row.get_by_label("Antwoord")
            if control.evaluate("node => node.localName") == "select":
                control.select_option(label=value)
            else:
                control.fill(value)
        return row

    def settle(self):
        """Wait until the page has drawn what followed from the last change."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def act(self, block, action):
        """Press one of the block's own buttons: DUPLICATE, DELETE, MOVE_UP, MOVE_DOWN."""
        block.locator(f"[data-streamfield-action={action}]").first.click()

    def move(self, question, step):
        question.locator(".sn-mover").first.select_option(label=step)

    def details(self, destination_index=1):
        self.page.get_by_role("tab", name="Gegevens").click()
        self.page.locator("#id_destination").select_option(index=destination_index)
        department = self.page.locator("#id_department")
        if department.input_value() == "":
            department.select_option(index=1)

    def save(self):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Bewaar concept").first.click()

    def publish(self):
        button = self.page.locator("button[name=action-publish]").first
        if not button.is_visible():
            self.page.locator("footer [data-w-dropdown-target=toggle]").first.click()
        with self.page.expect_navigation():
            button.click()

    def message(self):
        return self.page.locator(".messages").inner_text()

    def errors(self):
        """Return the messages beside fields and blocks."""
        return [
            text.strip()
            for text in self.page.locator(".error-message, .w-field__errors").all_inner_texts()
            if text.strip()
        ]
