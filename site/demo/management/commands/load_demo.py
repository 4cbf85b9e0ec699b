"""`manage.py load_demo`: the demo city, once."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.loader import NotADemo, load


class Command(BaseCommand):
    help = "Load the demo city with its sign-ins, products, forms and cases; does nothing when it was loaded before."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            loaded = load()
        except NotADemo:
            raise CommandError("These settings have no demo city: its sign-ins are public knowledge.") from None
        if not options["verbosity"]:
            return
        if loaded is None:
            self.stdout.write("The demo city was loaded before; nothing was changed.")
            return
        self.stdout.write(
            f"Demo city: {loaded.products} products, {loaded.forms} forms, {loaded.places} places, "
            f"{loaded.cases} cases in {time.monotonic() - started:.1f} s."
        )
