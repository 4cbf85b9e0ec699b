"""Which kinds of files are taken, by how their names end."""

from django.utils.translation import gettext

from products.errors import UploadRefused
from products.ipdc.formats import FORMATS

TABLES = (".csv", ".txt", ".xlsx")
RDF = (*FORMATS, *(f"{suffix}.gz" for suffix in FORMATS))


def is_table(name: str) -> bool:
    """Return whether a file is a table by its name. Raises UploadRefused for one of no kind that is read."""
    lower = name.lower()
    if lower.endswith(TABLES):
        return True
    if lower.endswith(RDF):
        return False
    raise UploadRefused(
        gettext(
            "‘%(name)s’ kunnen we niet inlezen. Kies een bestand .csv of .xlsx, of van IPDC: .jsonld, .json, .ttl of .nt."
        )
        % {"name": name}
    )
