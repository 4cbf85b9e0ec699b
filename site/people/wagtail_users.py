"""Wagtail's users, with our colleagues' pages. A module of its own: it is loaded before any model."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):  # type: ignore[misc]  # Wagtail has no types
    user_viewset = "people.staff.staff_admin.StaffViewSet"
    group_viewset = "people.authorisation.role_admin.RoleViewSet"
