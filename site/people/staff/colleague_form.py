"""The one form of a colleague: who they are, for which departments, in which teams and roles. Nobody types a password here."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Department, Team, User
from people.staff import colleagues

PLACES = ("departments", "teams", "groups")
"""What is given by an action of its own (people.staff.colleagues)."""


class ColleagueForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no generic form at run time
    """An account, new or not. by: who fills it in; without the right to place this colleague those fields only show."""

    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        required=False,
        label=_("Diensten"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rollen werken alleen voor wat van deze diensten is."),
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(), required=False, label=_("Teams"), widget=forms.CheckboxSelectMultiple
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), required=False, label=_("Rollen"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "is_active", "is_superuser")

    def __init__(self, *args: Any, by: User, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        for name in ("first_name", "last_name", "email"):
            self.fields[name].required = True
        self.fields["email"].help_text = _("Hiermee meldt een nieuwe collega zich aan. De uitnodiging komt hier aan.")
        self.fields["is_active"].label = _("Kan zich aanmelden")
        self.fields["is_active"].help_text = _("Haal het vinkje weg als deze collega niet meer voor de stad werkt.")
        self.fields["is_superuser"].label = _("Mag alles")
        self.fields["is_superuser"].help_text = _("Ook zaken van elke dienst en de instellingen. Geef liever een rol.")
        self._offer()
        if self.instance.pk is None:
            del self.fields["is_active"]
        if editing_self and "is_active" in self.fields:
            del self.fields["is_active"]
        if editing_self or not by.is_superuser:
            del self.fields["is_superuser"]
        if self.instance.is_superuser and not by.is_superuser:
            # By another mail address one would get their password; by the box, close their account.
            for field in self.fields.values():
                field.disabled = True
        if not colleagues.may_place(by, self.instance):
            for name in PLACES:
                self.fields[name].disabled = True

    def _offer(self) -> None:
        """Offer what is open, with what the colleague has already: nothing disappears by a save."""
        held: dict[str, list[int]] = {name: [] for name in PLACES}
        if self.instance.pk:
            held = {name: list(getattr(self.instance, name).values_list("pk", flat=True)) for name in PLACES}
            self.initial.update(held)
        fields: Any = self.fields
        fields["departments"].queryset = Department.objects.offered(held["departments"])
        fields["teams"].queryset = Team.objects.select_related("department")
        fields["groups"].queryset = Group.objects.order_by("name")

    def clean_email(self) -> str:
        """Refuse an address by which somebody else signs in or is reached."""
        email: str = self.cleaned_data["email"].strip()
        others = User.objects.exclude(pk=self.instance.pk)
        other = others.filter(Q(username__iexact=email) | Q(email__iexact=email)).first()
        if other is not None:
            state = (
                ""
                if other.is_active
                else gettext(" Dat account is uitgeschakeld: open het opnieuw in plaats van een nieuw te maken.")
            )
            raise ValidationError(gettext("%(name)s heeft dit adres al.") % {"name": other} + state)
        return email

    def clean(self) -> dict[str, Any]:
        """Refuse a team of a department for which the colleague does not work."""
        cleaned: dict[str, Any] = super().clean() or {}
        departments = set(cleaned.get("departments") or ())
        strange = [team for team in cleaned.get("teams") or () if team.department not in departments]
        if strange and not self.fields["teams"].disabled:
            self.add_error(
                "teams",
                gettext("Kies ook de dienst van dit team, of laat het team weg: %(teams)s.")
                % {"teams": ", ".join(str(team) for team in strange)},
            )
        return cleaned

    def save(self, commit: bool = True) -> User:
        """Save the account itself; a new one has no password. Places are given by the view, through the actions."""
        user: User = super().save(commit=False)
        if user.pk is None:
            user.username = user.email.lower()
            user.set_unusable_password()
        user.save()
        return user
