"""Admin forms of what belongs to a department."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm

from people.models import Department, User


class DepartmentAdminForm(WagtailAdminModelForm):
    """Offers only the user's own departments; a superuser is offered all. With one to choose, it is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("department")
        user: User | None = self.for_user
        if field is None or user is None or user.is_superuser:
            return
        field.queryset = Department.objects.filter(pk__in=user.department_ids())
        if self.instance.pk is None and len(user.department_ids()) == 1:
            field.initial = next(iter(user.department_ids()))

    def clean_department(self) -> Department:
        """Refuse to give something away to a department that one does not work for."""
        department: Department = self.cleaned_data["department"]
        user: User | None = self.for_user
        if user is not None and not user.is_superuser and department.pk not in user.department_ids():
            raise ValidationError(gettext("Kies een dienst waarvoor u werkt."))
        return department
