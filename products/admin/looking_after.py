"""Many products at once, or one: whose they are, what they are about, when they must be looked over, and that they were."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from ground.actor import Actor, from_request
from people.models import Department, User
from products.actions import Care, look_after
from products.codelists import themes
from products.models import ProductPage


class CareForm(forms.Form):
    """What is left empty stays as it is on each product. At least one field says something."""

    is_checked = forms.BooleanField(label=_("Ik keek de tekst na: hij klopt"), required=False)
    review_by = forms.DateField(
        label=_("Opnieuw na te kijken voor"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Leeg en nagekeken: over een jaar. Anders blijft de datum zoals hij is."),
    )
    department = forms.ModelChoiceField(
        label=_("Verantwoordelijke dienst"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("Blijft zo"),
    )
    theme = forms.ChoiceField(label=_("Thema erbij"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Department.objects.offered()
        own = offered if user.is_superuser else offered.filter(pk__in=user.department_ids())
        self.fields["department"].queryset = own.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["theme"].choices = [("", _("Blijft zo")), *themes()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_review_by(self) -> Any:  # noqa: ANN401  # a date or None
        """Refuse a day that has passed: it would stand in the list as too late at once."""
        day = self.cleaned_data["review_by"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(gettext("Kies een dag na vandaag."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(gettext("Vul minstens één veld in: nu verandert er niets."))
        return data

    def care(self) -> Care:
        """Return what was asked."""
        return Care(**self.cleaned_data)


class LookAfterBulkAction(PageBulkAction):
    """Changes the chosen products, each for itself: online at once where nothing else waits, else as a draft."""

    models = [Page]
    display_name = _("Nagekeken, dienst, thema")
    action_type = "look_after"
    aria_label = _("Kijk de gekozen producten na, of wijzig dienst, thema of datum")
    template_name = "products/admin/confirm_look_after.html"
    action_priority = 5
    form_class = CareForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Collection[Any]) -> list[Page]:
        return [page.specific for page in super().get_queryset(model, object_ids)]

    def check_perm(self, page: Page) -> bool:
        may = page.permissions_for_user(self.request.user)
        return isinstance(page, ProductPage) and bool(may.can_edit()) and not may.page_locked()

    def object_context(self, page: Page) -> dict[str, Any]:
        return {"item": page}

    def get_execution_context(self) -> dict[str, Any]:
        return {"actor": from_request(self.request), "user": self.request.user, "care": self.cleaned_form.care()}

    @classmethod
    def execute_action(
        cls, objects: Iterable[ProductPage], *, actor: Actor, user: User, care: Care, **_kwargs: object
    ) -> tuple[int, int]:
        """Change each; return how many are so online, and how many as a draft."""
        results = [look_after(actor, user, page, care) for page in objects]
        return results.count("published"), results.count("draft")

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many, and how many of them wait as a draft."""
        done = num_parent_objects + num_child_objects
        said = ngettext("%(count)d product is gewijzigd.", "%(count)d producten zijn gewijzigd.", done) % {
            "count": done
        }
        if not num_child_objects:
            return said
        waits = ngettext(
            "%(count)d daarvan wacht nog als concept.", "%(count)d daarvan wachten nog als concept.", num_child_objects
        )
        return f"{said} {waits % {'count': num_child_objects}}"
