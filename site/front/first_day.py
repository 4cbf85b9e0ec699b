"""What of the first day front can judge: the pages to which the frame of every page links."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from front import accessibility
from front.gaps import gaps_in, texts_of
from front.models import AccessibilityAudit, ContentPage, HomePage
from ground.public import published_now
from people.service import CheckItem, checklist

SLUGS = ("contact", "privacy", accessibility.SLUG)


def register() -> None:
    """Put the item on the list, when the app is ready."""
    checklist.register(
        "pages",
        CheckItem(_("Vul Contact, Privacy en Toegankelijkheid aan en zet ze online"), home_address, pages_are_live),
    )

    checklist.register(
        "accessibility",
        CheckItem(
            _("Laat de site nakijken op toegankelijkheid en schrijf de uitslag op"),
            lambda: reverse("wagtailsnippets_front_accessibilityaudit:list"),
            AccessibilityAudit.objects.exists,
        ),
    )


def home_address() -> str:
    """Return where the pages of the city are listed. One query."""
    home = HomePage.objects.order_by("path").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_explore", args=[home]) if home else reverse("wagtailadmin_explore_root")


def pages_are_live() -> bool:
    """Return whether each of the pages is there for visitors, with every gap filled in. One query."""
    live = ContentPage.objects.filter(published_now(), slug__in=SLUGS).order_by()
    return set(SLUGS) <= {page.slug for page in live if not gaps_in([page.introduction, *texts_of(page.body)])}
