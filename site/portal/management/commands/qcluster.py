"""`manage.py qcluster`, the worker: django-q2's, which checks before it starts whether our settings are right, and no more.

Django's checks of addresses would load all views of the admin, of which no job uses any, into each of its five processes.
`manage.py setup` runs all checks.
"""

from django_q.management.commands import qcluster

from ground import check_tags


class Command(qcluster.Command):  # type: ignore[misc]  # django-q2 has no types
    requires_system_checks = (check_tags.SETTINGS,)
