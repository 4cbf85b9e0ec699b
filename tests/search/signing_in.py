"""Somebody of the staff at the admin."""

from django.contrib.auth.models import Group
from django.test import Client

from people.models import User


def signed_in(client: Client, role: str) -> Client:
    """Sign a new user of this role in."""
    user = User.objects.create_user(role.lower(), password="x")
    user.groups.add(Group.objects.get(role__code=role))
    client.force_login(user)
    return client
