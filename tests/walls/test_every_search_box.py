"""Every list and chooser of the admin with a search box, asked what people paste: it answers, with only what matches."""

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from products.models import Authority, FrequentQuestion
from search.models import GoldenQuery, Promotion, Synonym
from tests.factories import make_department
from tests.walls.routes import PARAMETER, routes
from tests.walls.test_every_address import browser, text_of
from tests.walls.world import make_world

# Wagtail's own pictures leave a spooled file to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.walk,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

NASTY = ["?", "'", "…", "🐶", '"', '"; DROP TABLE x --', "%_", "x" * 5000, "\u202e", "xyzzy " * 800]
"""Nothing in the world holds one of these."""
EMPTY = ["", " ", "\x00"]
"""Nothing was asked: the list is whole."""
QUOTES = ["'", '"']
"""The beginning of a phrase, in the one search that has phrases: nothing was asked there yet."""
AT_LEAST = {
    "/cms/snippets/products/frequentquestion/",
    "/cms/snippets/counters/place/",
    "/cms/snippets/forms_app/form/",
    "/cms/snippets/cases/case/",
    "/cms/snippets/people/department/",
    "/cms/snippets/people/team/",
    "/cms/snippets/products/authority/",
    "/cms/snippets/search/synonym/",
    "/cms/snippets/choose/forms_app/form/",
    "/cms/snippets/choose/counters/place/",
    "/cms/zoeken/kies-resultaat/",
    "/cms/producten/",
    "/cms/pages/search/",
    "/cms/choose-page/search/",
    "/cms/users/",
    "/cms/groups/",
    "/cms/redirects/",
    "/cms/images/",
    "/cms/images/chooser/",
    "/cms/documents/",
    "/cms/documents/chooser/",
}


@pytest.fixture(scope="module")
def built(module_database):
    made = make_world()
    for name in ("Sluis", "Eigen"):
        FrequentQuestion.objects.create(
            question=f"{name}vraag", slug=name.lower(), answer="<p>Ja.</p>", department=make_department(), live=True
        )
        Authority.objects.create(iri=f"https://voorbeeld.be/{name}", name=f"{name}overheid")
        Synonym.objects.create(phrase=f"{name.lower()}woord", meanings="adreswijziging")
        Promotion.objects.create(queries=f"{name.lower()}tip", kind="product", object_id=str(made.ids["page"][0]))
        GoldenQuery.objects.create(query=f"{name.lower()}zin", kind="product", object_id=str(made.ids["page"][0]))
        Redirect.add_redirect(f"/{name.lower()}adres", redirect_to="/")
    call_command("wagtail_update_index", verbosity=0)  # the queue's work, after a commit
    return made


def rows(answer):
    """Return what a list or chooser shows; None for a page that is neither."""
    if answer.status_code != 200 or answer.context is None:
        return None
    for name in ("paginator", "results"):
        if name in answer.context:
            listed = answer.context[name]
            return list(getattr(listed, "paginator", listed).object_list)
    return None


def boxes(client, world):
    """Return the addresses of lists with a search box, of all that the resolver has for no object in particular."""
    box_addresses = []
    for address in {f"/{route}" for route in routes() if not PARAMETER.search(route)} - {"/cms/logout/"}:
        answer = client.get(address)
        text = text_of(answer)
        if ('name="q"' in text or r"name=\"q\"" in text) and rows(answer) is not None:
            box_addresses.append("/cms/choose-page/search/" if address == "/cms/choose-page/" else address)
    return box_addresses


@pytest.fixture
def administrator(world):
    return browser(world, "administrator")


def test_each_search_box_answers_whatever_is_typed_and_lists_only_what_matches(world, administrator):
    tried = boxes(administrator, world)
    assert set(tried) >= AT_LEAST
    wrong = []
    for address in tried:
        whole = len(rows(administrator.get(address)) or ())
        empty = [*EMPTY, *QUOTES] if address == "/cms/pages/search/" else EMPTY
        for typed in dict.fromkeys([*NASTY, *empty]):
            expected = whole if typed in empty else 0
            answer = administrator.get(address, {"q": typed})
            count = rows(answer) and len(rows(answer))
            if answer.status_code != 200 or (count or 0) != expected:
                wrong.append((address, typed[:20], answer.status_code, count, expected))
    assert wrong == [], "\n".join(map(str, wrong))


WORDS = {
    "/cms/snippets/products/frequentquestion/": ("Sluisvraag", "sluisvr"),
    "/cms/snippets/counters/place/": ("Stadswinkel", "Parkstr"),
    "/cms/snippets/choose/counters/place/": ("Stadswinkel", "stadsw"),
    "/cms/snippets/forms_app/form/": ("Sluisformulier", "sluisform"),
    "/cms/snippets/choose/forms_app/form/": ("Sluisformulier", "sluisform"),
    "/cms/snippets/people/department/": ("Wegendienst", "wegend"),
    "/cms/snippets/people/team/": ("Sluisteam", "sluist"),
    "/cms/snippets/products/authority/": ("Sluisoverheid", "sluisover"),
    "/cms/snippets/cases/case/": ("Wannes Sluismans", "sluismans"),
    "/cms/producten/": ("Sluisconcept", "sluisp"),
    "/cms/pages/search/": ("Sluisconcept", "sluisp"),
    "/cms/choose-page/search/": ("Sluisconcept", "sluisp"),
    "/cms/images/": ("Sluisbeeld", "sluisb"),
    "/cms/documents/": ("Sluisdocument", "sluisd"),
    "/cms/users/": ("handler", "handler"),
    "/cms/redirects/": ("/sluisadres", "sluisadres"),
    "/cms/snippets/search/synonym/": ("sluiswoord", "sluisw"),
}


def test_the_beginning_of_a_word_finds_what_holds_it_and_nothing_else(world, administrator):
    for address, (name, typed) in WORDS.items():
        shown = administrator.get(address, {"q": typed})
        assert (address, shown.status_code, len(rows(shown))) == (address, 200, 1)
        assert name.lower() in text_of(shown), address


def test_a_search_goes_together_with_a_filter_and_an_order(world, administrator):
    for address in (
        "snippets/forms_app/form/?live=true",
        "snippets/forms_app/form/?ordering=department",
        "snippets/products/frequentquestion/?live=true",
        "snippets/products/frequentquestion/?ordering=-product",
        "snippets/cases/case/?ordering=handler",
        "producten/?ordering=department",
    ):
        assert len(rows(administrator.get(f"/cms/{address}&q=sluis"))) == 1, address


def test_a_search_of_an_editor_stays_within_the_department(world):
    editor = browser(world, "editor")
    for address in ("snippets/forms_app/form/", "snippets/choose/forms_app/form/"):
        assert rows(editor.get(f"/cms/{address}?q=sluis")) == []
        assert len(rows(editor.get(f"/cms/{address}?q=eigen"))) == 1
