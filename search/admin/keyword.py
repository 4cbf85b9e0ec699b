"""Adding what people type to the search words of a product, from the insights."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from ground.actor import from_request
from ground.admin_page import page_head
from ground.ids import read_ids
from ground.period import Period
from ground.public import published_now
from people.permissions import AnyUser
from products.service import ProductPage, add_keyword
from search import service
from search.admin.insights import way_back
from search.admin.tuning import only_for
from search.evaluation import golden
from search.indexing.sources import sources
from search.language.languages import language_of
from search.usage import insights
from search.usage.ignoring import PERMISSION

MAX_SUGGESTIONS = 6
OTHER_PRODUCT = ""
MESSAGES = {
    "published": _("“%(word)s” staat nu bij de zoekwoorden van %(product)s. De volgende zoekvraag vindt het al."),
    "draft": _("“%(word)s” staat in het concept van %(product)s. Publiceer het product om het te laten tellen."),
    "present": _("“%(word)s” stond al bij de zoekwoorden van %(product)s."),
}


class KeywordForm(forms.Form):
    """A word, and the product that it belongs to: one of the suggestions, or another."""

    word = forms.CharField(label=_("Trefwoord"), max_length=100, help_text=_("Zoals mensen het zeggen."))
    suggested = forms.ChoiceField(label=_("Product"), required=False, widget=forms.RadioSelect)
    product = forms.ModelChoiceField(
        ProductPage.objects.none(),
        label=_("Ander product"),
        required=False,
        widget=AdminPageChooser(target_models=[ProductPage]),
    )

    def __init__(self, *args: Any, suggestions: list[ProductPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product: Any = self.fields["product"]
        product.queryset = ProductPage.objects.all()
        suggested: Any = self.fields["suggested"]
        choices = [(str(page.pk), page.title) for page in suggestions]
        suggested.choices = [*choices, (OTHER_PRODUCT, _("Een ander product"))]
        if not suggestions:
            product.label = _("Product")
            del self.fields["suggested"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("product") and data.get("suggested"):
            data["product"] = ProductPage.objects.filter(pk=data["suggested"]).first()
        if not data.get("product") and not self.errors:
            self.add_error("suggested" if "suggested" in self.fields else "product", _("Kies een product."))
        return data


@only_for(lambda user: user.has_perm(PERMISSION))
def keyword(request: HttpRequest) -> HttpResponse:
    """Show the form for `zoekvraag` in `taal`; a POST adds the word and goes back to `next`."""
    query, locale = service.tidy(request.GET.get("zoekvraag", "")), language_of(request.GET.get("taal", ""))
    suggestions = _suggestions(request.user, query, locale)
    form = KeywordForm(request.POST or None, suggestions=suggestions, initial={"word": query})
    back = way_back(request.GET.get("next", ""))
    if request.method == "POST" and form.is_valid():
        product, word = form.cleaned_data["product"], form.cleaned_data["word"]
        try:
            done = add_keyword(from_request(request), request.user, product, word)
        except PermissionDenied:
            form.add_error(
                None, gettext("U mag %(product)s niet wijzigen. Kies een product van uw dienst.") % {"product": product}
            )
        else:
            if done == "published":
                golden.measure_later(
                    gettext("trefwoord: %(word)s bij %(product)s") % {"word": word, "product": product.title},
                    request.user.pk,
                )
            messages.success(request, MESSAGES[done] % {"word": word, "product": product.title})
            return redirect(back)
    context = {
        "form": form,
        "back": back,
        "media": form.media,
        **page_head(gettext("Voeg trefwoord toe"), "tag", (back, gettext("Zoekinzichten"))),
    }
    return render(request, "search/admin/keyword.html", context)


def _suggestions(user: AnyUser, query: str, locale: str) -> list[ProductPage]:
    """Return products that the query opens or finds now, of those that the user may edit."""
    opened = insights.most_opened([(query, locale)], Period.last(90)) if query else {}
    results = service.search(query, locale=locale).results if query else ()
    kinds = {kind for kind, source in sources.items() if source.has_keywords}
    ids = read_ids(result.id for result in results if result.kind in kinds)
    titles = [result.title for result in opened.values()]
    pages = ProductPage.objects.filter(Q(title__in=titles) & published_now() | Q(pk__in=ids))
    order = {pk: place for place, pk in enumerate(ids)}
    ordered = sorted(pages, key=lambda page: order.get(page.pk, -1))
    return [page for page in ordered if page.permissions_for_user(user).can_edit()][:MAX_SUGGESTIONS]
