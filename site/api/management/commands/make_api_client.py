"""`manage.py make_api_client NAME [--scope SCOPE]`: make a coupled system and print its token, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api.auth import make_client
from api.models import ApiClient
from api.scopes import SCOPES


class Command(BaseCommand):
    help = "Make a coupled system and print its token, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--scope", action="append", default=[], choices=sorted(SCOPES))

    def handle(self, *args: Any, name: str, scope: list[str], **options: Any) -> None:
        if ApiClient.objects.filter(name=name).exists():
            raise CommandError(f"There is a client named {name!r} already; choose another name or revoke that one.")
        _client, token = make_client(name, scope)
        self.stdout.write(token)
