"""What stands in sitemap.xml beside Wagtail's pages."""

from django.contrib.sitemaps import Sitemap

from counters.models import Place
from forms_app.models import Form
from portal.listings import audience_cards


class ListingSitemap(Sitemap[str]):
    """Lists, places and the start pages of published forms."""

    def items(self) -> list[str]:
        """Return addresses without the host. Two queries."""
        places = [place.get_absolute_url() for place in Place.objects.only("slug")]
        forms = [form.get_absolute_url() for form in Form.objects.filter(live=True).only("key")]
        return ["/a-z/", "/plaatsen/", *(card.url for card in audience_cards()), *places, *forms]

    def location(self, item: str) -> str:
        """Return the address itself."""
        return item
