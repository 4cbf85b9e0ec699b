"""The steps of a form, on formtools' named-URL wizard over a Draft (docs/decisions/005-wizard.md)."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from forms_app.definition.structure import Step
from forms_app.definition.wire import RETURN_TO_CHECK, Page, Wire, value, values
from forms_app.filling import holding
from forms_app.filling.drafts import DraftRequest, with_draft
from forms_app.filling.opened import Filling, Typed, lines_of, typed_in
from forms_app.filling.overview import steps_by_name, summary_of
from forms_app.filling.step_form import StepForm, step_form
from forms_app.filling.submitting import submission_of
from forms_app.libraries.formtools import StepMachine
from forms_app.seams import Posted
from ground.locking import Conflict
from ground.old_page import is_old_page, spots_old_pages
from ground.versions import digest
from records.service import client_key
from records.uploading import bound

MAX_WRITES = 10
"""How often a step is written anew beside others of the same draft: each try loses to one of those that came together."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What another window saved of a question, for the page that shows a conflict."""

    label: str
    lines: list[str]

    @property
    def heading(self) -> str:
        """The question before its answer: with a colon, where it does not ask."""
        return self.label if self.label.endswith("?") else f"{self.label}:"


class StepView(StepMachine):
    """GET shows a step, POST validates and stores it. Only steps up to the first unanswered one open."""

    template_name = "forms_app/step.html"
    storage_name = "forms_app.filling.storage.DraftStorage"
    http_method_names = ["get", "head", "post"]

    def setup(self, request: DraftRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = request.draft
        self.filling = Filling(self.draft)
        self.definition = self.filling.definition
        self.form_list = OrderedDict((step.slug, step_form(step)) for step in self.definition.steps)
        # The evaluator decides; formtools asks it. It reads the draft's answers, never cleaned data: that would validate again.
        self.condition_dict = {slug: partial(is_visible, slug) for slug in self.form_list}

    def forget(self) -> None:
        """Forget what was made of answers that have changed: the evaluator's, and formtools' list of steps."""
        self.filling.changed()
        self.forget_steps()

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return self.filling.form_kwargs(self.step_at(step or self.steps.current))

    def get_form(self, step: str | None = None, data: Typed | None = None, files: object = None) -> StepForm:
        """As formtools', with what is held; also of a step that another window's answers hid, for its conflict."""
        slug = step or self.steps.current
        given = None if data is None else self.filling.with_held(self.step_at(slug), data)
        if slug not in self.get_form_list():
            return self.form_list[slug](data=given, **self.get_form_kwargs(slug))
        form: StepForm = super().get_form(slug, given)
        return form

    def process_step(self, form: StepForm) -> Typed:
        """Return what to keep of a step as it was typed; ids of what is held stand beside it."""
        typed = dict(super().process_step(form).lists())
        return {name: values for name, values in typed.items() if name not in form.held_names}

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "form"

    def get_form_prefix(self, step: str | None = None, form: forms.BaseForm | None = None) -> str:
        return ""

    def get_step_url(self, step: str) -> str:
        return f"{self.filling.address}{step}/"

    def step_at(self, slug: str) -> Step:
        """Return the step of an address."""
        step = self.definition.step(slug)
        if step is None:
            raise Http404
        return step

    def refuse(self) -> HttpResponse | None:
        """Return where to go instead, when this step does not open (yet)."""
        if submission_of(self.draft) is not None:
            return HttpResponseRedirect(self.get_step_url(Page.DONE))
        allowed = self.filling.allowed()
        if self.kwargs.get("step") in allowed:
            return None
        return HttpResponseRedirect(self.get_step_url(allowed[-1] if allowed else Page.CHECK))

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refuse():
            return refused
        form = self.get_form(data=self.storage.current_step_data)
        revealed = set(form.shown()) & set(self.request.GET.getlist(Wire.REVEALED)) - self.filling.done()
        if form.is_bound:  # who comes back to a half-filled step is not told off, nor of what was not asked yet
            form.drop_errors(revealed if Wire.SHOW_ERRORS in self.request.GET else None)
        return self.render(form, revealed=revealed)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refuse():
            return refused
        step, posted = self.step_at(self.steps.current), self.request.POST
        before = self.filling.stored(step)
        typed = typed_in(posted, step)
        if is_old_page(self.request):
            return self.show_again(step, typed)
        refusals = holding.take(self.filling.owner, step, Posted(posted, self.request.FILES, client_key(self.request)))
        taken_away = value(posted, Wire.REMOVE_ITEM)
        removed = holding.remove(self.definition, self.filling.owner, taken_away) if taken_away else ""
        self.forget()
        if before is not None and typed != before and value(posted, Wire.ANSWERS_DIGEST) != self.answers_digest():
            return self.conflict(step, typed)
        for _attempt in range(MAX_WRITES):
            form, revealed = self.judge(step, typed, before, refusals)
            self.storage.set_step_data(step.slug, self.process_step(form))
            self.filling.record(step, form, form.is_valid() and not revealed)
            self.forget()
            try:
                self.storage.save()
                return self.answer(step, form, revealed, refusals, removed)
            except Conflict:
                self.filling.reload()
                self.forget()
                if self.filling.stored(step) not in (before, typed):
                    break
        return self.conflict(step, typed)

    def judge(
        self, step: Step, typed: Typed, before: Typed | None, refusals: dict[str, list[str]]
    ) -> tuple[StepForm, set[str]]:
        """Return the validated form and the names of questions that the citizen has not seen yet."""
        form = self.get_form(data=typed)
        seen = values(self.request.POST, Wire.SHOWN) or self.get_form(data=before).shown()
        revealed = set(form.shown()) - set(seen)
        for name, messages in refusals.items():
            form.drop_errors([name])
            field: Any = form.fields[name]
            field.refused = messages
            for message in messages:
                form.add_error(name, message)
        return form, revealed

    def answer(
        self, step: Step, form: StepForm, revealed: set[str], refusals: dict[str, list[str]], removed: str
    ) -> HttpResponse:
        """Return the page that follows on what the citizen pressed; everything is saved by now."""
        posted = self.request.POST
        if value(posted, Wire.PREVIOUS) is not None:
            return HttpResponseRedirect(self.back(step), status=303)
        if value(posted, Wire.SAVE) is not None:
            return HttpResponseRedirect(self.get_step_url(Page.SAVE), status=303)
        if (to := value(posted, Wire.GO_TO)) in self.filling.allowed():
            return HttpResponseRedirect(self.get_step_url(str(to)) + self.more(), status=303)
        added_to, taken_away = value(posted, Wire.ADD_ITEM), value(posted, Wire.REMOVE_ITEM)
        if added_to is not None or taken_away is not None:
            if refusals:
                form.drop_errors(set(form.errors) - set(refusals))
                return self.render(form)
            question = removed or added_to
            anchor = f"#id_{question}" if question in form.fields else ""
            return HttpResponseRedirect(self.get_step_url(step.slug) + self.more() + anchor, status=303)
        if form.is_valid() and not revealed:
            return self.render_next_step(form)
        if refusals:  # the draft does not keep what was wrong with a file: only this answer can say it
            form.drop_errors(revealed - set(refusals))
            return self.render(form, revealed=revealed)
        return self.look_again(step, revealed)

    def look_again(self, step: Step, revealed: set[str]) -> HttpResponse:
        """Lead to the step with its errors. By GET, or the browser's back button would later ask to send it again."""
        query: dict[str, Any] = {Wire.SHOW_ERRORS: "", Wire.REVEALED: sorted(revealed)}
        if self.returns():
            query[Wire.RETURN_TO] = Page.CHECK
        return HttpResponseRedirect(f"{self.get_step_url(step.slug)}?{urlencode(query, doseq=True)}", status=303)

    def returns(self) -> bool:
        """Return whether the citizen came from the check page and goes back there."""
        return Page.CHECK in (value(data, Wire.RETURN_TO) for data in (self.request.POST, self.request.GET))

    def more(self) -> str:
        """Return the query by which the way back to the check page stays known."""
        return RETURN_TO_CHECK if self.returns() else ""

    def show_again(self, step: Step, typed: Typed) -> HttpResponse:
        """Show what was typed on a page that is too old to trust, to be sent once more. Saves nothing, keeps no file."""
        form = self.get_form(data=typed)
        form.shown()
        form.drop_errors()
        has_files = any(file.size for file in self.request.FILES.values())
        # As it was: another window may have saved meanwhile.
        before = value(self.request.POST, Wire.ANSWERS_DIGEST) or ""
        return self.render(form, is_old=True, has_files=has_files, answers_digest=before, status=403)

    def conflict(self, step: Step, typed: Typed) -> HttpResponse:
        """Show what was typed here, beside what another window saved; nothing of either is lost."""
        form = self.get_form(data=typed)
        shown, stored = form.shown(), self.filling.stored(step) or {}
        form.drop_errors()
        other = self.get_form(data=stored)
        others = other.shown()
        saved = [
            Saved(question.label, lines_of(question, stored))
            for question in step.questions
            if question.name in {*shown, *others} and _keys(typed, question.name) != _keys(stored, question.name)
        ]
        return self.render(form, conflict=True, saved=saved, status=409)

    def answers_digest(self) -> str:
        """Return a digest of what this step held when it was shown: a second tab that writes it makes this another value."""
        return digest(self.filling.stored(self.step_at(self.steps.current)))[:16]

    def back(self, step: Step) -> str:
        """Return the address of the visible step before, or of the start page."""
        before = self.get_prev_step(step.slug)
        return self.get_step_url(before) if before else reverse("form_start", args=[self.definition.key])

    def render_next_step(self, form: forms.Form, **kwargs: Any) -> HttpResponse:
        to_do = self.filling.to_do()
        if value(self.request.POST, Wire.RETURN_TO) == Page.CHECK:
            to = self.get_step_url(to_do[0]) + RETURN_TO_CHECK if to_do else self.get_step_url(Page.CHECK)
            return HttpResponseRedirect(to)
        is_hidden = self.steps.current not in self.get_form_list()  # by its own answers
        after = None if is_hidden else self.get_next_step()
        return HttpResponseRedirect(self.get_step_url(after or next(iter(to_do), Page.CHECK)))

    def render(self, form: StepForm, status: int = 200, **kwargs: Any) -> HttpResponse:
        step = self.step_at(self.steps.current)
        names = steps_by_name(self.filling, step.slug)
        number = (self.steps.index or 0) + 1
        context = {
            "definition": self.definition,
            "draft": self.draft,
            "form": form,
            "step": step,
            "answers_digest": self.answers_digest(),
            "shown": form.shown(),
            "number": number,
            "count": self.steps.count,
            "steps": names,
            "next_title": names[number].title if number < len(names) else "",
            "summary": summary_of(self.filling, step.slug),
            "back": self.back(step),
            "visible_url": f"{self.filling.address}{Page.VISIBLE}/{step.slug}/",
            "files_url": f"{self.filling.address}{Page.FILE}/{step.slug}/",
            "return_to": Page.CHECK if self.returns() else "",
            **kwargs,
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)


def _keys(typed: Typed, name: str) -> Typed:
    """Return the part of what was typed that belongs to one question."""
    return {key: values for key, values in typed.items() if key == name or key.startswith(f"{name}.")}


def is_visible(slug: str, view: StepView) -> bool:
    """Return whether a step shows with the answers so far."""
    return slug in view.filling.visible.steps


guarded = spots_old_pages(
    # The list of forms is replaced in setup().
    with_draft(StepView.as_view([("_", forms.Form)], url_name="form_step", done_step_name=Page.DONE))
)


@csrf_exempt  # guarded checks it: the limits on uploads must be set before the body is read, and reading the token reads it
def step_view(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Show or take a step, with limits on what is uploaded."""
    bound(request)
    response: HttpResponse = guarded(request, **kwargs)
    return response
