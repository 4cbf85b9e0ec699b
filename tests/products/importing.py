"""An import of the dirty catalogue, and its pages changed as editors do."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from products.models import ProductPage

DATA = Path(__file__).parent.parent / "data"
PRODUCT = "https://voorbeeldstad.example/id/product/"


def run(*arguments, source=DATA / "dirty.nt"):
    out = StringIO()
    call_command("import_products", str(source), *arguments, format="json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def page(name):
    return ProductPage.objects.get(ipdc_instance_id=PRODUCT + name)


def edit(name, publish=False, **values):
    """Change a page as an editor does: on the latest draft, in a new revision."""
    draft = page(name).get_latest_revision_as_object()
    for field, value in values.items():
        setattr(draft, field, value)
    revision = draft.save_revision()
    if publish:
        revision.publish()
