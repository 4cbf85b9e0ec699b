"""How well search does on the golden queries: now, and at each change before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ground.admin_page import page_head
from search.admin.tuning import may_tune, only_for
from search.evaluation import golden
from search.models import GoldenRun

PER_PAGE = 20
SHOWN = {
    "s1": _("Plaats 1"),
    "s3": _("Eerste 3"),
    "mrr": "MRR",
    "ndcg10": "nDCG",
    "zero": _("Niets gevonden"),
}


class MeasureForm(forms.Form):
    """Why somebody measures now."""

    reason = forms.CharField(
        label=_("Waarom meet u? (mag leeg)"),
        max_length=GoldenRun._meta.get_field("reason").max_length,
        required=False,
    )

    def clean_reason(self) -> str:
        return " ".join(self.cleaned_data["reason"].split()) or gettext("gemeten op vraag")


@only_for(may_tune)
def measuring(request: HttpRequest) -> HttpResponse:
    """List the measurements, newest first, each beside the one before it; a POST measures now, which searches each query."""
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _measure(request, form.cleaned_data["reason"])
    page = Paginator(GoldenRun.objects.select_related("made_by"), PER_PAGE).get_page(request.GET.get("p"))
    runs = list(page)
    older = GoldenRun.objects.filter(pk__lt=runs[-1].pk).first() if runs else None
    pairs = zip(runs, [*runs[1:], older], strict=False)
    context = {
        "form": form,
        "runs": [_row(run, before) for run, before in pairs],
        "labels": SHOWN.values(),
        "listing": page,
        "misses": _misses(),
        **page_head(gettext("Meting van de proefvragen"), "history"),
    }
    return render(request, "search/admin/measuring.html", context)


def _measure(request: HttpRequest, reason: str) -> HttpResponse:
    if golden.record(reason, request.user.pk):
        messages.success(request, gettext("Gemeten. De cijfers staan bovenaan."))
    else:
        messages.warning(request, gettext("Er zijn nog geen proefvragen. Maak er eerst een paar."))
    return redirect("search_measuring")


def _misses() -> list[tuple[str, int | None]]:
    """Return the golden queries whose right result did not stand first at the last measurement."""
    last = GoldenRun.objects.first()
    return last.figures.get("misses", []) if last else []


def _row(run: GoldenRun, before: GoldenRun | None) -> dict[str, Any]:
    old = before.figures if before else {}
    figures = [
        {"label": label, "value": run.figures[name], "change": run.figures[name] - old[name] if name in old else 0.0}
        for name, label in SHOWN.items()
    ]
    return {"run": run, "figures": figures, "queries": run.figures["queries"]}
