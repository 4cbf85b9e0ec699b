"""The edit form of an ordinary page."""

from typing import Any

from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm

from front.gaps import gaps_in, texts_of


class ContentPageForm(WagtailAdminPageForm):
    """Publishes no page in which the city must still fill something in; a draft may say so."""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            texts = {"introduction": [data.get("introduction") or ""], "body": texts_of(data.get("body") or [])}
            for field, lines in texts.items():
                if gaps := gaps_in(lines):
                    words = gettext("Vul eerst aan of verwijder: %(gaps)s.") % {"gaps": ", ".join(gaps)}
                    self.add_error(field, words)
        return data
