"""Each table of the database is exported or left out for a reason, and docs/exporting.md says the same."""

import re

from django.apps import apps

from portal.operations.exporting.contents import EXPORTED, LEFT_OUT, SECRET_FIELDS
from tests.architecture.house import ROOT

DOCS = (ROOT / "docs" / "exporting.md").read_text()
SECRET = re.compile(r"password|token|secret|_key$|_hash$|nonce")
NO_SECRET = {
    "wagtailcore.Page": {"translation_key"},
    "library.Picture": {"file_hash"},
    "library.File": {"file_hash"},
}
"""Fields whose names only sound like one."""


def labels():
    """Return each concrete model with a table of its own, those between two models too."""
    every = apps.get_models(include_auto_created=True)
    return {model._meta.label for model in every if not model._meta.proxy and not model._meta.abstract}


def test_each_model_is_exported_or_left_out_with_a_reason():
    """Whoever adds a model decides: a row in portal.operations.exporting.contents and in docs/exporting.md."""
    assert sorted(labels() - EXPORTED.keys() - LEFT_OUT.keys()) == []
    assert sorted(EXPORTED.keys() & LEFT_OUT.keys()) == []
    assert all(EXPORTED.values())
    assert all(LEFT_OUT.values())


def test_no_row_tells_of_a_model_that_is_gone():
    of_sqlite = {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert sorted((EXPORTED.keys() | LEFT_OUT.keys()) - labels() - of_sqlite) == []
    for label, names in SECRET_FIELDS.items():
        assert names <= {field.name for field in apps.get_model(label)._meta.local_concrete_fields}, label


def test_a_field_that_is_called_a_secret_is_never_exported():
    written = {
        f"{label}.{field.name}"
        for label in EXPORTED
        for field in apps.get_model(label)._meta.local_concrete_fields
        if SECRET.search(field.name) and field.name not in SECRET_FIELDS.get(label, set()) | NO_SECRET.get(label, set())
    }
    assert sorted(written) == []


def test_the_page_lists_each_file_and_what_is_left_out():
    def rows(title):
        section = DOCS.partition(f"## {title}\n")[2].partition("\n## ")[0]
        return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, re.M))

    assert rows("What each file holds") == {label.lower(): words for label, words in EXPORTED.items()}
    assert rows("What is left out") == LEFT_OUT
