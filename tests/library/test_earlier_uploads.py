"""What was uploaded while Wagtail's own models kept it is there in ours: each row, file, link and reference."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.models import Collection, ModelLogEntry, Page, ReferenceIndex
from wagtail.search.index import insert_or_update_object

from front.models import ContentPage, as_text
from library.models import File, Picture
from people.roles import CHIEF_EDITOR
from tests.cases.factories import staff
from tests.factories import make_department
from tests.library.factories import pdf, photo
from tests.trees import make_home

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings(
        "ignore::ResourceWarning"
    ),  # Wagtail leaves what it makes pictures in to be closed by itself
]

BEFORE, AFTER = "0001_initial", "0002_earlier_uploads"
LONG_AGO = datetime.datetime(2024, 2, 29, 12, tzinfo=datetime.UTC)


def migrate(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("library", name)])


def values(thing):
    """Return what a row says, by the names of its columns."""
    return {field.attname: str(getattr(thing, field.attname)) for field in thing._meta.concrete_fields}


@pytest.fixture
def earlier():
    """Go back to the time of Wagtail's models, and upload an image and two documents."""
    migrate(BEFORE)
    uploader = staff("redacteur", CHIEF_EDITOR, make_department())
    collection = Collection.get_first_root_node().add_child(name="Zomer")
    image = Image.objects.create(
        title="Bloemen", file=photo(), description="Bloemen op de markt", collection=collection,
        uploaded_by_user=uploader, focal_point_x=10, focal_point_y=20, focal_point_width=30, focal_point_height=40,
    )  # fmt: skip
    image.get_file_hash()
    image.tags.add("zomer", "markt")
    image.get_rendition("width-100")
    gone = Document.objects.create(title="Weg", file=pdf("weg.pdf"))
    document = Document.objects.create(
        title="Reglement", file=pdf("reglement.pdf"), collection=collection, uploaded_by_user=uploader
    )
    document.tags.add("regels")
    gone.delete()
    Image.objects.update(created_at=LONG_AGO)
    Document.objects.update(created_at=LONG_AGO)
    page = make_home().add_child(
        instance=ContentPage(
            title="Regels",
            body=as_text(f'<p>Lees <a linktype="document" id="{document.pk}">het reglement</a>.</p>'),
        )
    )
    for thing in (image, document):
        ReferenceIndex.objects.create(
            content_type=ContentType.objects.get_for_model(ContentPage),
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=page.pk,
            to_content_type=ContentType.objects.get_for_model(thing),
            to_object_id=thing.pk,
            model_path="body.item",
            content_path="body.1",
            content_path_hash=ReferenceIndex._get_content_path_hash("body.1"),
        )
        ModelLogEntry.objects.log_action(thing, "wagtail.edit", user=uploader)
        insert_or_update_object(thing)  # the worker does this, and the index of references
    return image, document, page


def test_every_upload_comes_along_as_it_was(earlier):
    image, document, _page = earlier
    image, document = Image.objects.get(), Document.objects.get()
    before = [values(thing) for thing in (image, image.renditions.get(), document)]
    migrate(AFTER)
    picture, file = Picture.objects.get(), File.objects.get()
    after = [values(thing) for thing in (picture, picture.renditions.get(), file)]
    assert after[2].pop("url_filename") == "reglement.pdf"
    assert after == before
    assert set(picture.tags.names()) == {"zomer", "markt"}
    assert set(file.tags.names()) == {"regels"}
    assert picture.file.storage.exists(picture.file.name)
    assert not any(model.objects.exists() for model in (Image, Rendition, Document))


def test_links_usage_history_and_search_find_what_came_along(earlier, client):
    image, document, page = earlier
    migrate(AFTER)
    html = client.get(page.url).content.decode()
    assert f'href="/documenten/{document.pk}/reglement.pdf"' in html
    answer = client.get(f"/documenten/{document.pk}/reglement.pdf")
    assert b"".join(answer.streaming_content) == pdf().read()
    for thing in (Picture.objects.get(), File.objects.get()):
        assert [str(used) for used, _references in thing.get_usage()] == ["Regels"]
        assert [entry.action for entry in ModelLogEntry.objects.for_instance(thing)] == ["wagtail.edit"]
    client.force_login(staff("beheerder", None, is_superuser=True))
    for address, word in (("/cms/images/", "bloemen"), ("/cms/documents/", "reglement")):
        assert word.title() in client.get(f"{address}?q={word}").content.decode()
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 200


def test_the_next_upload_gets_the_next_number_and_a_replaced_one_keeps_its_address(earlier):
    image, document, _page = earlier
    migrate(AFTER)
    assert Picture.objects.create(title="Nieuw", file=photo()).pk == image.pk + 1
    assert File.objects.create(title="Nieuw", file=ContentFile(b"x", "nieuw.txt")).pk == document.pk + 1
    file = File.objects.get(pk=document.pk)
    file.file = pdf("reglement-2027.pdf")
    file.save()
    assert file.url == f"/documenten/{document.pk}/reglement.pdf"


def test_the_way_back_loses_nothing_either(earlier):
    before = [values(Image.objects.get()), values(Rendition.objects.get()), values(Document.objects.get())]
    migrate(AFTER)
    migrate(BEFORE)
    assert [values(Image.objects.get()), values(Rendition.objects.get()), values(Document.objects.get())] == before
    assert set(Image.objects.get().tags.names()) == {"zomer", "markt"}
    assert Image.objects.create(title="Nieuw", file=photo()).pk == Image.objects.order_by("pk").first().pk + 1
