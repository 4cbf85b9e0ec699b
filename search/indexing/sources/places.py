"""Places."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from counters.service import Place
from search.indexing.documents import Document, DocumentKey
from search.indexing.sources.base import ModelSource
from search.indexing.sources.texts import lines


class PlaceSource(ModelSource[Place]):
    """Counters where citizens can go: each is public."""

    kind = "place"
    label = _("Plaats")

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
