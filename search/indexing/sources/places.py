"""Places."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from counters.service import Place, closed_days, opening_words, rules_of
from ground.ids import read_ids
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources.base import ModelSource
from search.indexing.sources.texts import lines


class PlaceSource(ModelSource[Place]):
    """Counters where citizens can go: each is public."""

    kind = "place"
    label = _("Plaats")
    icon = "counter"
    is_visited = True

    def public(self) -> QuerySet[Place]:
        places: QuerySet[Place] = Place.objects.all()
        return places

    def document(self, item: Place) -> Document:
        return Document(
            DocumentKey(self.kind, str(item.pk)),
            item.name,
            item.get_absolute_url(),
            summary=lines(f"{item.street}, {item.postal_code} {item.city}.", item.introduction),
            keywords=str(_("openingsuren adres telefoon loket")),
            body=item.accessibility,
            facets={"kind": (self.kind,)},
        )

    def notes(self, ids: Iterable[str]) -> Mapping[str, str]:
        """Return whether these are open now, in words."""
        places = Place.objects.filter(pk__in=read_ids(ids)).prefetch_related("opening_rules", "opening_exceptions")
        now = timezone.now()
        closed = closed_days(now)
        words = {str(place.pk): opening_words(rules_of(place, closed), now) for place in places}
        return {pk: ", ".join(filter(None, (opening.tag, opening.text))) for pk, opening in words.items()}
