"""What a colleague, or a department's shared mailbox, wants to be told, and when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.staff import Department, User


class NoticeChoice(models.Model):
    """How one kind of notice about one department's work reaches somebody; without a row, the kind's own default does.

    user: the colleague; None for the department's shared mailbox.
    """

    class How(models.TextChoices):
        AT_ONCE = "at_once", _("meteen")
        DIGEST = "digest", _("’s morgens in één mail")
        NONE = "none", _("niet")

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="notice_choices")
    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40, help_text="A code of people.notices, for example case.opened")
    how = models.CharField(_("hoe"), max_length=10, choices=How)

    class Meta:
        verbose_name = _("keuze over meldingen")
        verbose_name_plural = _("keuzes over meldingen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "department", "kind"], name="notice_choice_once"),
            models.UniqueConstraint(
                fields=["department", "kind"], condition=models.Q(user=None), name="notice_choice_of_mailbox_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.department} {self.kind} {self.how}"
