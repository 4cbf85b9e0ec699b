"""Admin forms of what belongs to a department, and of its teams."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from people.models import Department, NoticeChoice, User
from people.notices import notice_kinds

MAX_NAMED = 1
"""Departments that a colleague's option names; more it counts."""


class DepartmentAdminForm(WagtailAdminModelForm):
    """Offers the user's own departments that are open; a superuser is offered all of those. With one to choose, it is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("department")
        user: User | None = self.for_user
        if field is None:
            return
        offered = Department.objects.offered([self.instance.department_id])
        if user is None or user.is_superuser:
            field.queryset = offered
            return
        field.queryset = offered.filter(pk__in=user.department_ids())
        if self.instance.pk is None and len(only := field.queryset[:2]) == 1:
            field.initial = only[0].pk

    def clean_department(self) -> Department:
        """Refuse to give something away to a department that one does not work for."""
        department: Department = self.cleaned_data["department"]
        user: User | None = self.for_user
        if user is not None and not user.is_superuser and department.pk not in user.department_ids():
            raise ValidationError(gettext("Kies een dienst waarvoor u werkt."))
        return department


class DepartmentForm(WagtailAdminModelForm):
    """A department, with how its shared mailbox is told of what it may hear (people.notices)."""

    mailbox_how = forms.ChoiceField(
        label=_("Meldingen aan de gedeelde mailbox"),
        required=False,
        choices=[("", _("zoals gewoonlijk: ’s morgens in één mail")), *NoticeChoice.How.choices],
        help_text=_(
            "Over nieuwe zaken van deze dienst, met alleen het nummer, de soort en de datum; "
            "en over producten die nagekeken moesten zijn."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            row = NoticeChoice.objects.filter(user=None, department=self.instance).first()
            self.initial["mailbox_how"] = row.how if row is not None else ""

    def save(self, commit: bool = True) -> Department:
        """Save the department and what its mailbox is told; who leaves it to us keeps no row."""
        department: Department = super().save(commit=commit)
        if not commit:
            return department
        rows = NoticeChoice.objects.filter(user=None, department=department)
        rows.delete()
        if how := self.cleaned_data["mailbox_how"]:
            kinds = [kind.code for _code, kind in notice_kinds.items() if kind.for_mailbox != NoticeChoice.How.NONE]
            NoticeChoice.objects.bulk_create(
                [NoticeChoice(department=department, kind=code, how=how) for code in kinds]
            )
        return department


class TeamForm(WagtailAdminModelForm):
    """Offers all colleagues, with their departments; who works for another one than the team's is refused by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department: Any = self.fields["department"]
        department.queryset = Department.objects.offered([self.instance.department_id])
        offered = Q(is_active=True) & ~Q(departments=None)
        if self.instance.pk:  # who is there already stays on the form, so that nobody disappears by a save
            offered |= Q(pk=self.instance.lead_id) | Q(pk__in=self.instance.members.values("pk"))
        staff = User.objects.filter(offered).distinct().order_by("first_name", "last_name", "username")
        for name in ("lead", "members"):
            field: Any = self.fields[name]
            field.queryset = staff.prefetch_related("departments")
            field.label_from_instance = _with_departments

    def clean_lead(self) -> User | None:
        """Refuse a lead of another department."""
        lead: User | None = self.cleaned_data["lead"]
        self._require_staff([lead] if lead else [])
        return lead

    def clean_members(self) -> object:
        """Refuse members of another department, all of them at once."""
        members = self.cleaned_data["members"]
        self._require_staff(list(members))
        return members

    def _require_staff(self, users: list[User]) -> None:
        department: Department | None = self.cleaned_data.get("department")
        if department is None:
            return
        own = set(department.staff.filter(is_active=True).values_list("pk", flat=True))
        others = [str(user) for user in users if user.pk not in own]
        if others:
            raise ValidationError(
                gettext("Werkt niet of niet meer voor %(department)s: %(names)s. Kies collega’s van die dienst.")
                % {"department": department, "names": ", ".join(others)}
            )


def _with_departments(user: User) -> str:
    names = [str(department) for department in user.departments.all()]
    if len(names) > MAX_NAMED:  # a longer option would be wider than a phone
        return gettext("%(name)s (%(number)d diensten)") % {"name": user, "number": len(names)}
    return f"{user} ({', '.join(names)})"
