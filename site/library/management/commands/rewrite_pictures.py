"""manage.py rewrite_pictures: rid pictures that were stored as they came of what the camera wrote in them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from library.models import Picture
from library.rewriting import rewrite
from records.service import FileRefused


class Command(BaseCommand):
    help = (
        "Make pictures anew that were uploaded before this was done at once: upright, of a modest size, without what the camera "
        "wrote. May run at any time; what is so already stays."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rewritten, refused = 0, []
        for pk in list(Picture.objects.order_by("pk").values_list("pk", flat=True)):
            picture = Picture.objects.filter(pk=pk).first()
            if picture is None:  # removed meanwhile
                continue
            try:
                rewritten += rewrite(picture)
            except (FileRefused, OSError) as error:
                refused.append(f"{pk} {picture.title}: {error}")
        self.stdout.write(f"{rewritten} made anew, {len(refused)} left as they were")
        if refused:
            raise CommandError("\n".join(refused))
