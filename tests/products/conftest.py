"""A page tree to put products in, and sources to import."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from front.models import HomePage
from products.models import ProductIndexPage
from tests.products.importing import DATA


@pytest.fixture
def index(db):
    """Return the page /producten/ of the default site."""
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Stadswinkel", slug="stadswinkel"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    return home.add_child(instance=ProductIndexPage(title="Alle producten", slug="producten"))


@pytest.fixture
def changed(tmp_path):
    """Return a function that writes the dirty catalogue with some words replaced."""

    def write(*replacements):
        text = (DATA / "dirty.nt").read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "gewijzigd.nt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def load(index, tmp_path):
    """Return a function that imports these snapshots from one file, published."""

    def run(*snapshots, options=("--publish",), name="bron.nt"):
        path = tmp_path / name
        path.write_text("\n".join(line for lines in snapshots for line in lines) + "\n", encoding="utf-8")
        out = StringIO()
        call_command("import_products", str(path), *options, format="json", stdout=out, stderr=StringIO())
        return json.loads(out.getvalue())

    return run
