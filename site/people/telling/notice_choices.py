"""Where a colleague chooses how to be told: a part of their account, a question for each department and kind."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, SettingsTab

from people.models import Department, NoticeChoice, User
from people.notices import NoticeKind, notice_kinds

FOLLOW = ""
"""The choice of who leaves it to us."""
TAB = SettingsTab("notices", _("Meldingen"), order=300)


class NoticeChoicesForm(forms.Form):
    """How to be told of each kind, for each department. instance: the colleague, or the department of a shared mailbox."""

    def __init__(self, *args: Any, instance: User | Department, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = instance if isinstance(instance, User) else None
        departments = [instance] if isinstance(instance, Department) else list(instance.departments.all())
        chosen = {
            (row.department_id, row.kind): row.how
            for row in NoticeChoice.objects.filter(user=self.user, department__in=departments)
        }
        kinds = [(code, kind) for code, kind in notice_kinds.items() if self.user is None or kind.concerns(self.user)]
        self.asked: dict[str, tuple[Department, NoticeKind]] = {}
        for department in departments:
            for code, kind in kinds:
                name = f"{department.pk}-{code}"
                self.asked[name] = (department, kind)
                self.fields[name] = forms.ChoiceField(
                    label=f"{department}: {kind.label}" if self.user is not None else str(kind.label),
                    required=False,
                    choices=[(FOLLOW, _follow(kind, self.user)), *NoticeChoice.How.choices],
                    initial=chosen.get((department.pk, code), FOLLOW),
                )

    def save(self) -> None:
        """Write what was chosen; who leaves it to us keeps no row."""
        with transaction.atomic():
            for name, (department, kind) in self.asked.items():
                rows = NoticeChoice.objects.filter(user=self.user, department=department, kind=kind.code)
                if how := self.cleaned_data[name]:
                    if not rows.update(how=how):
                        NoticeChoice.objects.create(user=self.user, department=department, kind=kind.code, how=how)
                else:
                    rows.delete()


def _follow(kind: NoticeKind, user: User | None) -> str:
    default = NoticeChoice.How(kind.default if user is not None else kind.for_mailbox)
    return gettext("zoals gewoonlijk (%(how)s)") % {"how": default.label}


class NoticesPanel(BaseSettingsPanel):  # type: ignore[misc]  # Wagtail has no types
    """On the account, for who works for a department."""

    name = "notices"
    title = _("Waarover wilt u een mail?")
    help_text = _(
        "Een mail zegt alleen het nummer, de soort en de datum. Op een werkdag komt de ochtendmail om 7.30 uur."
    )
    tab = TAB
    order = 100
    form_class = NoticeChoicesForm

    def is_active(self) -> bool:
        """Return whether there is anything to choose."""
        return any(kind.concerns(self.user) for _code, kind in notice_kinds.items()) and self.user.departments.exists()


def notices_panel(request: HttpRequest, user: User, profile: object) -> NoticesPanel:
    """Add it to the account."""
    return NoticesPanel(request, user, profile)
