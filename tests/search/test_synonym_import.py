"""Synonyms go out as CSV, come back in, and one wrong line changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.module_loading import import_string
from django_q.models import OrmQ
from wagtail.models import ModelLogEntry

from people import roles
from people.models import User
from search import service
from search.admin.importing import keep
from search.engines.current import engine
from search.models import GoldenQuery, GoldenRun, Synonym
from tests.search.catalogue import documents
from tests.search.signing_in import signed_in

pytestmark = pytest.mark.django_db
HEADING = "Wat mensen zeggen;Betekent;In beide richtingen;In gebruik;Taal;Opmerking\r\n"


@pytest.fixture(autouse=True)
def catalogue(db):
    engine().index(documents())


def read_in(client, text, encoding="utf-8-sig"):
    file = SimpleUploadedFile("synoniemen.csv", text.encode(encoding), "text/csv")
    return client.post(reverse("search_import_synonyms"), {"file": file}, follow=True)


def test_what_is_exported_can_be_read_in_again_and_changes_nothing(editor):
    Synonym.objects.create(phrase="gloeischaal", meanings="kampvuur\r\nvuur", both_ways=True, note="=één")
    Synonym.objects.create(phrase="brommer", meanings="rijbewijs", is_active=False)
    before = list(Synonym.objects.order_by("pk").values())
    answer = editor.get(reverse("wagtailsnippets_search_synonym:list"), {"export": "csv"})
    page = read_in(editor, b"".join(answer.streaming_content).decode("utf-8-sig"))
    assert "Nieuw: 0. Gewijzigd: 0. Ongewijzigd: 2." in page.text
    assert list(Synonym.objects.order_by("pk").values()) == before


def test_new_ones_are_found_at_the_next_query_old_ones_changed_and_all_is_in_the_history(
    editor, django_capture_on_commit_callbacks
):
    old = Synonym.objects.create(phrase="brommer", meanings="bewonerskaart", note="blijft")
    GoldenQuery.objects.create(query="gloeischaal", kind="product", object_id="7")
    with django_capture_on_commit_callbacks(execute=True):
        page = read_in(editor, "Wat mensen zeggen,Betekent\ngloeischaal,kampvuur\nbrommer,rijbewijs\n")
    assert "Nieuw: 1. Gewijzigd: 1." in page.text
    assert service.search("gloeischaal").results[0].id == "7"
    old.refresh_from_db()
    assert (old.meanings, old.note) == ("rijbewijs", "blijft")
    assert {entry.action for entry in ModelLogEntry.objects.all()} == {"wagtail.create", "wagtail.edit"}
    task = OrmQ.objects.get().task
    import_string(task["func"])(*task["args"])
    assert GoldenRun.objects.get().figures["s1"] == 1


def test_excel_s_own_code_page_is_read(editor):
    read_in(editor, HEADING + "gloeischaal één;kampvuur;ja;ja;Nederlands;café\r\n", "cp1252")
    made = Synonym.objects.get()
    assert (made.phrase, made.both_ways, made.note) == ("gloeischaal één", True, "café")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEADING, "0 synoniemen in"),
        ("iets;anders\r\n1;2\r\n", "ontbreekt de kolom “Wat mensen zeggen”"),
        (HEADING + "goed;kampvuur;;;;\r\nvuur;Vuur;;;;\r\n", "Regel 3: “Vuur” betekent zichzelf"),
        (HEADING + "goed;kampvuur;;;;\r\nfikkie;vuur;misschien;;;\r\n", "Regel 3: “misschien” is geen ja of nee"),
        (HEADING + "goed;kampvuur;;;;\r\nfikkie;vuur;;;Klingon;\r\n", "Regel 3: De taal “klingon” kent dit niet"),
        (HEADING + "goed;kampvuur;;;;\r\nkampvuur;goed;;;;\r\n", "Regel 3: “goed” betekent al “kampvuur”"),
        (HEADING + "goed;kampvuur;;;;\r\n" + "x" * 101 + ";vuur;;;;\r\n", "Regel 3:"),
        (HEADING + "goed;kampvuur;;;;\r\nfikkie;;;;;\r\n", "Regel 3:"),
    ],
)
def test_one_wrong_line_is_named_and_nothing_is_kept(editor, text, complaint):
    assert complaint in read_in(editor, text).text
    assert not Synonym.objects.exists()


def test_each_wrong_line_is_told_on_a_line_of_its_own(editor):
    page = read_in(editor, HEADING + "vuur;Vuur;;;;\r\nfikkie;vuur;misschien;;;\r\n").text
    assert "<li>Regel 2: " in page
    assert "<li>Regel 3: " in page


def test_a_file_that_is_no_table_or_too_large_is_refused_in_words(editor):
    assert "groter dan 1 MB" in read_in(editor, HEADING + "a" * 1_000_001).text
    assert "ontbreekt de kolom" in read_in(editor, "\x00\x01PK\x03\x04").text
    assert "2001 synoniemen" in read_in(editor, HEADING + "vuur;fikkie;;;;\r\n" * 2001).text


def test_who_may_not_change_synonyms_reads_none_in(client):
    client = signed_in(client, roles.HANDLER)
    assert client.get(reverse("search_import_synonyms")).status_code == 302
    read_in(client, HEADING + "gloeischaal;kampvuur;;;;\r\n")
    with pytest.raises(PermissionDenied):
        keep([(2, {"phrase": "gloeischaal", "meanings": "kampvuur"})], User.objects.get())
    assert not Synonym.objects.exists()
