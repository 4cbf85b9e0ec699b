"""The contract of every search source: only what is public becomes a document, and search hears when that changes."""

import pytest
from wagtail.models import Locale, Page, PageViewRestriction

from front.models import ContentPage
from products.models import FrequentQuestion, ProductFormLink, ProductPage
from search import service
from search.indexing.sources import sources
from search.models import IndexedDocument
from tests.factories import make_department, make_form, question, step
from tests.trees import make_home, make_place, make_product

pytestmark = pytest.mark.django_db
KINDS = {"product", "form", "faq", "place", "page"}


def public_product():
    page = make_product("Zwemles", slug="zwemles", live=False)
    page.save_revision().publish()
    return ProductPage.objects.get(pk=page.pk)


def product():
    page = public_product()
    return page.pk, page.unpublish


def content_page():
    page = make_home().add_child(instance=ContentPage(title="Zwemles", slug="zwemles", live=False))
    page.save_revision().publish()
    return page.pk, Page.objects.get(pk=page.pk).specific.unpublish


def form():
    form = make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")), key="zwemles")
    page = make_product("Leren drijven", live=False)
    page.form_links = [ProductFormLink(form=form)]
    page.save_revision().publish()
    return form.pk, form.unpublish


def place():
    place = make_place("Zwemles")
    return place.pk, place.delete


def faq():
    question = FrequentQuestion(question="Zwemles volgen?", slug="zwemles", answer="<p>Ja</p>", live=False)
    question.department = make_department()
    question.save()
    question.save_revision().publish()
    return question.pk, FrequentQuestion.objects.get(pk=question.pk).unpublish


MAKE = {"product": product, "page": content_page, "form": form, "place": place, "faq": faq}


def result_ids(kind):
    return [result.id for result in service.search("zwemles", kind=kind).results]


def test_these_are_the_sources():
    assert {kind for kind, _source in sources.items()} == KINDS == set(MAKE)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_public_is_a_document_and_what_went_is_none(kind):
    source = sources[kind]
    assert source.ids() == []
    assert str(source.label)
    pk, remove = MAKE[kind]()
    pk = str(pk)
    assert pk in source.ids()
    (document,) = source.documents([pk, "0", "-1", "x", "²", ""])
    assert (document.key.kind, document.key.id, document.key.locale) == (kind, pk, "nl")
    assert document.facets["kind"] == (kind,)
    assert document.url.startswith("/")
    assert "<" not in document.title + document.summary + document.body
    assert result_ids(kind) == [pk], "its app announces that it is public"
    remove()
    assert list(source.documents([pk])) == []
    assert result_ids(kind) == [], "its app announces that it went"
    assert not IndexedDocument.objects.filter(kind=kind, object_id=pk).exists()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_document_leads_to_a_page_that_answers(client, kind):
    make_home()
    pk, _remove = MAKE[kind]()
    (document,) = sources[kind].documents([str(pk)])
    address = document.url.partition("#")[0]
    assert client.get(address).status_code == 200


def of_a_product():
    page = public_product()
    question = FrequentQuestion(question="Vanaf welke leeftijd?", slug="leeftijd", answer="<p>Acht jaar</p>")
    question.department, question.product = make_department(), page
    question.save()
    question.save_revision().publish()
    return page, question


def questions(text="leeftijd"):
    return [(result.title, result.url) for result in service.search(text, kind="faq").results]


def test_a_question_goes_and_comes_with_its_product():
    page, _question = of_a_product()
    assert questions() == [("Vanaf welke leeftijd?", "/producten/zwemles/#vraag-leeftijd")]
    page.unpublish()
    assert questions() == []
    page.refresh_from_db()
    page.save_revision().publish()
    assert questions() != []
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert questions() == []
    restriction.delete()
    assert questions() != []
    ProductPage.objects.get(pk=page.pk).delete()
    assert questions() == []
    assert not FrequentQuestion.objects.exists()


def test_a_question_stands_below_its_product_when_that_answers_as_well():
    of_a_product()
    assert [result.kind for result in service.search("zwemles").results] == ["product", "faq"]


def test_a_question_moves_with_the_address_of_its_product(django_capture_on_commit_callbacks):
    page, _question = of_a_product()
    page.slug = "zwemmen"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert questions()[0][1] == "/producten/zwemmen/#vraag-leeftijd"


def test_a_draft_of_a_question_is_not_found():
    _page, question = of_a_product()
    question.question = "Vanaf welke lengte?"
    question.save_revision()
    assert questions("lengte") == []


def test_a_translation_is_a_document_of_its_own_language_and_goes_from_it():
    page = public_product()
    english = Locale.objects.create(language_code="en")
    for above in page.get_ancestors().filter(depth__gt=1):
        above.specific.copy_for_translation(english)
    translation = page.copy_for_translation(english)
    translation.title = "Swimming lesson"
    translation.save_revision().publish()
    stored = IndexedDocument.objects.filter(kind="product").values_list("title", "locale")
    assert set(stored) == {("Zwemles", "nl"), ("Swimming lesson", "en")}
    translation.refresh_from_db()
    translation.unpublish()
    assert set(stored.all()) == {("Zwemles", "nl")}


def test_a_question_is_shown_with_its_answer_also_where_only_its_product_matches():
    product = public_product()
    question = FrequentQuestion(
        question="Mag mijn zus mee?",
        slug="zus",
        answer="<p>Ja, met een volmacht.</p>",
        product=product,
        department=make_department(),
    )
    question.save()
    question.save_revision().publish()
    [row] = service.search("zwemles", kind="faq").results
    assert "".join(part.text for part in row.snippet) == "Ja, met een volmacht."


def test_a_product_and_its_form_of_the_same_name_are_one_result_with_the_form_as_its_action():
    form = make_form(step("Wie bent u?", question("text", "naam", "Hoe heet u?")), key="zwemles")
    page = make_product("ZWEMLES", slug="zwemles", live=False)
    page.form_links = [ProductFormLink(form=form, label="Schrijf u in")]
    page.save_revision().publish()
    [result] = service.search("zwemles").results
    assert (result.kind, result.title) == ("product", "ZWEMLES")
    [action] = result.actions
    assert (action.label, action.url) == ("Schrijf u in", f"/formulieren/zwemles/?product={page.pk}")
    form.unpublish()
    assert service.search("zwemles").results[0].actions == ()


def test_a_form_that_is_called_otherwise_stays_a_result_and_follows_its_products_name():
    pk, _unpublish = form()
    assert IndexedDocument.objects.filter(kind="form", object_id=str(pk)).exists()
    page = ProductPage.objects.get()
    page.title = "Zwemles"
    page.save_revision().publish()
    assert not IndexedDocument.objects.filter(kind="form", object_id=str(pk)).exists()
