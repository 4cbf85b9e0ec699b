"""The steps of a form, on formtools' named-URL wizard over a Draft (docs/decisions/005-wizard.md)."""

from collections import OrderedDict
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from formtools.wizard.views import NamedUrlWizardView

from forms_app.answers import StepForm
from forms_app.definition import Definition, Step, digest
from forms_app.drafts import opened_draft
from forms_app.errors import Conflict
from forms_app.logic import evaluate
from forms_app.questions import kind_of
from forms_app.submitting import submission_of

CHECK, DONE = "controle", "klaar"


@method_decorator(never_cache, name="dispatch")
class StepView(NamedUrlWizardView):
    """GET shows a step, POST validates and stores it. Only steps up to the first unanswered one open."""

    template_name = "pages/form_step.html"
    storage_name = "forms_app.storage.DraftStorage"

    definition: Definition

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.draft = request.draft = opened_draft(request, kwargs["key"], kwargs["draft_id"])  # type: ignore[attr-defined]
        self.definition = self.draft.version.definition
        self.form_list = OrderedDict((step.slug, StepForm) for step in self.definition.steps)
        # Conditions read the draft's answers, never cleaned data: that would validate again, and recurse.
        self.condition_dict = {
            step.slug: lambda view, slug=step.slug: slug in view.visible().steps for step in self.definition.steps
        }

    def visible(self) -> Any:
        """Return what shows with the answers so far."""
        return evaluate(self.definition, self.draft.answers, kind_of)

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "form"

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        return ""

    def get_step_url(self, step: str) -> str:
        return f"/formulieren/{self.definition.key}/{self.draft.pk}/{step}/"

    def allowed(self) -> list[str]:
        """Return the visible steps up to and including the first that has no valid answers yet."""
        steps = []
        for slug in self.get_form_list():
            steps.append(slug)
            if slug not in self.draft.data.get("done", []):
                break
        return steps

    def step_now(self) -> Step:
        """Return the step of the address."""
        step = self.definition.step(self.kwargs["step"])
        if step is None:
            raise Http404
        return step

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refuse():
            return refused
        self.storage.current_step = self.kwargs["step"]
        return self.render(self.get_form(data=self.storage.current_step_data))

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        if refused := self.refuse():
            return refused
        step = self.step_now()
        self.storage.current_step = step.slug
        form = self.get_form(data=self.request.POST)
        if self.request.POST.get("seen") != self.seen():
            return self.render(form, conflict=True, status=409)
        valid = form.is_valid()
        self.storage.set_step_data(step.slug, self.process_step(form))
        done = [slug for slug in self.draft.data.get("done", []) if slug != step.slug]
        revealed = set(form.shown()) - set(self.request.POST.getlist("shown"))
        complete = valid and not revealed
        if complete:
            self.draft.answers = {**self.draft.answers, **form.answers}
            done.append(step.slug)
        self.storage.data["done"] = done
        try:
            self.storage.save()
        except Conflict:
            return self.render(form, conflict=True, status=409)
        if complete:
            self._resolved_form_list = None
            self.__dict__.pop("_resolved_form_list", None)
            return self.render_next_step(form)
        return self.render(form, revealed=revealed)

    def refuse(self) -> HttpResponse | None:
        """Return where to go instead, when this step does not open (yet)."""
        if submission_of(self.draft) is not None:
            return HttpResponseRedirect(self.get_step_url(DONE))
        slug = self.kwargs.get("step")
        allowed = self.allowed()
        if slug in allowed:
            return None
        return HttpResponseRedirect(self.get_step_url(allowed[-1]))

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> StepForm:
        now = self.step_now()
        return StepForm(data=data, files=files, definition=self.definition, step=now, known=self.known_before(now))

    def known_before(self, now: Step) -> dict[str, Any]:
        """Return the visible answers of the steps before this one."""
        mine = {question.name for question in now.questions}
        return {name: answer for name, answer in self.visible().answers.items() if name not in mine}

    def process_step(self, form: forms.Form) -> dict[str, list[str]]:
        """Return what was typed, only for questions of this step."""
        posted = self.request.POST
        names = tuple(form.fields)
        keys = [key for key in posted if key in names or key.startswith(tuple(f"{name}_" for name in names))]
        return {key: posted.getlist(key) for key in keys}

    def seen(self) -> str:
        """Return what this step held when it was shown: a second tab that writes it makes this another value."""
        return digest(self.draft.data.get("step_data", {}).get(self.kwargs["step"]))[:16]

    def render_next_step(self, form: forms.Form, **kwargs: Any) -> HttpResponse:
        visible = list(self.get_form_list())
        done = self.draft.data["done"]
        to_do = [slug for slug in visible if slug not in done]
        if self.request.POST.get("terug") == CHECK and not to_do:
            return HttpResponseRedirect(self.get_step_url(CHECK))
        after = visible[visible.index(self.kwargs["step"]) + 1 :]
        return HttpResponseRedirect(self.get_step_url(after[0] if after else to_do[0] if to_do else CHECK))

    def render(self, form: StepForm, status: int = 200, **kwargs: Any) -> HttpResponse:
        step = self.step_now()
        visible = list(self.get_form_list())
        number = visible.index(step.slug) + 1 if step.slug in visible else 1
        previous = visible[number - 2] if number > 1 else None
        context = {
            "definition": self.definition,
            "draft": self.draft,
            "form": form,
            "step": step,
            "seen": self.seen(),
            "shown": form.shown(),
            "number": number,
            "count": len(visible),
            "back": self.get_step_url(previous) if previous else f"/formulieren/{self.definition.key}/",
            "return_to": self.request.GET.get("terug") or self.request.POST.get("terug", ""),
            **kwargs,
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)


step_view = StepView.as_view([("_", forms.Form)], url_name="form_step", done_step_name=DONE)
