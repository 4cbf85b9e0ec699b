"""What the source withdraws: archived, a tombstone, a draft again, absent from a complete catalogue; and old snapshots."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ground.actor import Actor
from people import roles
from people.models import Department, User
from portal import checks
from products.actions import settle_withdrawal
from products.errors import NotWithdrawn
from products.models import ImportRun, ProductPage
from records.models import AuditLine, OutboxMessage
from records.service import drain_outbox
from tests.products.snapshots import CITY, IRI, TYPE, imported, page, report_page, snapshot, tombstone
from tests.trees import make_city

EDITOR = Actor("staff", "1")


WITHDRAWN = {
    "archived": [snapshot("zwemles", day=2, archived=True)],
    "deleted": [tombstone("zwemles")],
    "draft": [snapshot("zwemles", day=2, draft=True)],
    "absent": [snapshot("judo", day=2)],
}


def options(state):
    return ("--publish", "--complete") if state == "absent" else ("--publish",)


@pytest.mark.parametrize("state", WITHDRAWN)
def test_what_the_source_withdraws_is_put_before_an_editor(load, state):
    load(snapshot("zwemles"), snapshot("judo"))
    report = load(*WITHDRAWN[state], options=options(state))
    [withdrawn] = report["withdrawn"]
    assert (withdrawn["title"], withdrawn["iri"]) == ("Zwemles", IRI + "zwemles")
    assert page().live
    assert (imported().source_state, imported().withdrawal) == (state, "waiting")
    assert load(*WITHDRAWN[state], options=options(state))["counts"]["withdrawn"] == 0  # said once


@pytest.mark.parametrize("state", WITHDRAWN)
def test_what_the_source_withdraws_goes_offline_where_the_city_chose_so(load, settings, state):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"), snapshot("judo"), snapshot("tennis"))
    others = [snapshot("tennis", day=2)] if state == "absent" else []
    load(*WITHDRAWN[state], *others, options=options(state))
    assert not page().live
    assert page("judo").live
    assert imported().withdrawal == "unpublished"
    assert AuditLine.objects.filter(action="product.import_withdrawn").count() == 1


def test_a_dry_run_withdraws_nothing(load, settings):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"))
    report = load(tombstone("zwemles"), options=("--dry-run",))
    assert report["counts"]["withdrawn"] == 1
    assert page().live
    assert imported().source_state == "published"
    assert ImportRun.objects.count() == 1


def test_what_is_offered_again_comes_back_online(load, settings):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"))
    load(snapshot("zwemles", day=2, archived=True))
    report = load(snapshot("zwemles", day=3, title="Zwemlessen"))
    assert report["counts"]["updated"] == 1
    assert (page().live, page().title) == (True, "Zwemlessen")
    assert (imported().source_state, imported().withdrawal) == ("published", "")


def test_what_an_editor_wrote_on_meanwhile_does_not_come_back_by_itself(load, settings):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"))
    load(snapshot("zwemles", day=2, archived=True))
    draft = page().get_latest_revision_as_object()
    draft.summary = "Half af."
    draft.save_revision()
    load(snapshot("zwemles", day=3))
    assert not page().live


def test_a_locked_page_is_not_taken_offline(load, settings):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"))
    ProductPage.objects.update(locked=True)
    load(tombstone("zwemles"))
    assert page().live
    assert imported().withdrawal == "waiting"


def test_a_tombstone_of_what_was_never_imported_is_told_and_makes_nothing(load):
    assert load(tombstone("zwemles"), snapshot("judo"))["counts"]["rejected"] == 1
    assert ProductPage.objects.count() == 1


def test_only_a_complete_catalogue_makes_absent_products_vanish(load):
    load(snapshot("zwemles"), snapshot("judo"))
    assert load(snapshot("judo", day=2))["counts"]["withdrawn"] == 0
    assert imported().source_state == "published"


def test_a_complete_catalogue_of_one_authority_says_nothing_of_another(load):
    load(snapshot("zwemles"), snapshot("judo", by=f"{CITY[:-1]}8"))
    assert load(snapshot("judo", day=2, by=f"{CITY[:-1]}8"), options=("--complete",))["counts"]["withdrawn"] == 0


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["<stuk"], "not all of it could be read"),
        ([f"<urn:stroom> {TYPE} <https://w3id.org/ldes#EventStream> ."], "an event stream tells changes"),
    ],
)
def test_what_is_not_whole_makes_nothing_vanish(load, lines, why):
    load(snapshot("zwemles"), snapshot("judo"))
    report = load(snapshot("judo", day=2), lines, options=("--complete",))
    assert report["counts"]["withdrawn"] == 0
    assert any(why in warning for warning in report["warnings"])


def test_half_a_catalogue_or_more_is_never_taken_offline_at_once(load, settings):
    settings.IMPORT_WITHDRAWN = "unpublish"
    load(snapshot("zwemles"), snapshot("judo"))
    load(snapshot("judo", day=2), options=("--complete",))
    assert page().live
    assert imported().withdrawal == "waiting"


def test_an_older_snapshot_in_a_later_run_changes_nothing(load, admin_client):
    load(snapshot("zwemles", day=5, title="Nieuw"))
    report = load(snapshot("zwemles", day=4, title="Oud"))
    assert report["counts"]["outdated"] == 1
    assert page().title == "Nieuw"
    shown = report_page(admin_client)
    assert "Een nieuwere versie is al ingelezen." in shown
    assert "snapshot" not in shown


def test_an_older_snapshot_in_the_same_file_changes_nothing(load):
    load(snapshot("zwemles", day=5, title="Nieuw"), snapshot("zwemles", day=4, title="Oud"))
    assert page().title == "Nieuw"


def test_an_older_archived_snapshot_withdraws_nothing(load):
    load(snapshot("zwemles", day=5))
    assert load(snapshot("zwemles", day=4, archived=True))["counts"]["outdated"] == 1
    assert imported().source_state == "published"


def test_an_unchanged_newer_snapshot_also_keeps_an_older_one_out(load):
    load(snapshot("zwemles", day=1, title="Zwemles"))
    load(snapshot("zwemles", day=9, title="Zwemles"))
    assert load(snapshot("zwemles", day=5, title="Tussenin"))["counts"]["outdated"] == 1
    assert page().title == "Zwemles"


def test_the_department_gets_one_mail_with_the_titles(load):
    Department.objects.create(code="sport", name="Sport", email="sport@stad.example")
    load(snapshot("zwemles"), snapshot("judo"), options=("--publish", "--department", "sport"))
    load(tombstone("zwemles"), snapshot("judo", day=2, archived=True))
    drain_outbox()
    [letter] = mail.outbox
    assert letter.to == ["sport@stad.example"]
    assert letter.subject == "Producten die niet meer in IPDC staan: 2"
    assert "- Judo (gearchiveerd)\n- Zwemles (verwijderd)" in letter.body
    assert "http://testserver/cms/producten/verschillen/" in letter.body


def test_the_city_is_told_of_what_is_nobodys_and_the_report_says_when_nobody_is(load):
    load(snapshot("zwemles"), snapshot("judo"))
    assert any("no e-mail address" in warning for warning in load(tombstone("zwemles"))["warnings"])
    assert {"code": "nobody_told", "count": 1} in ImportRun.objects.first().warnings
    make_city(email="stad@stad.example")
    load(tombstone("judo"))
    assert [message.payload["to"] for message in OutboxMessage.objects.all()] == ["stad@stad.example"]


@pytest.fixture
def editor(db):
    """Return a function that signs an editor of a department in."""

    def sign_in(name, department, home):
        from front.page_tree import open_to_roles

        open_to_roles(home)
        user = User.objects.create_user(name, password="een-lang-wachtwoord")
        user.groups.add(Group.objects.get(role__code=roles.CHIEF_EDITOR))
        user.departments.add(department)
        client = Client()
        client.force_login(user)
        return client, user

    return sign_in


def test_an_editor_takes_it_offline_or_lets_it_stay(load, editor, index):
    sport = Department.objects.create(code="sport", name="Sport", email="sport@stad.example")
    client, _user = editor("els", sport, index.get_parent())
    load(snapshot("zwemles"), snapshot("judo"), options=("--publish", "--department", "sport"))
    load(tombstone("zwemles"), tombstone("judo"))
    address = reverse("products_differences")
    assert client.get(address).text.count("Haal het offline") == 2
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page().pk])).text
    assert "In IPDC is dit product verwijderd. Hier staat het nog online." in edit
    answers = {"zwemles": ("unpublish", "offline gehaald"), "judo": ("keep", "blijft online")}
    for name, (answer, said) in answers.items():
        data = {"imported": imported(name).pk, "withdrawal": answer}
        assert said in client.post(address, data, follow=True).text
    assert (page().live, page("judo").live) == (False, True)
    assert "Er zijn geen verschillen" in client.get(address).text
    assert "is al beslist" in client.post(address, {"imported": imported().pk, "withdrawal": "keep"}, follow=True).text


def test_another_departments_editor_neither_sees_nor_settles_it(load, editor, index):
    Department.objects.create(code="sport", name="Sport", email="sport@stad.example")
    client, user = editor("tom", Department.objects.create(code="groen", name="Groen"), index.get_parent())
    load(snapshot("zwemles"), options=("--publish", "--department", "sport"))
    load(tombstone("zwemles"))
    assert "Zwemles" not in client.get(reverse("products_differences")).text
    client.post(reverse("products_differences"), {"imported": imported().pk, "withdrawal": "unpublish"})
    assert page().live
    for answer in ("keep", "unpublish"):
        with pytest.raises(PermissionDenied):
            settle_withdrawal(EDITOR, imported(), answer, user)


def test_what_was_not_withdrawn_cannot_be_settled(load):
    load(snapshot("zwemles"))
    with pytest.raises(NotWithdrawn):
        settle_withdrawal(EDITOR, imported(), "unpublish", User.objects.create_superuser("an"))


@pytest.mark.parametrize("value", ["²", "9" * 5000, "-1", "", "x"])
def test_an_odd_number_in_the_settling_post_is_not_found(index, value):
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    answer = client.post(reverse("products_differences"), {"imported": value, "withdrawal": "keep"})
    assert answer.status_code == 404


def test_the_list_of_differences_asks_no_more_with_more_rows(load, django_assert_max_num_queries):
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    names = [f"les{number:02}" for number in range(45)]
    load(*(snapshot(name) for name in names))
    load(*(tombstone(name) for name in names))
    address = reverse("products_differences")
    client.get(address)
    with django_assert_max_num_queries(150):
        text = client.get(address).text
    assert text.count("Haal het offline") == 20
    assert "Pagina 1 van 3" in text


@pytest.mark.parametrize(("value", "errors"), [("list", []), ("unpublish", []), ("delete", ["portal.E008"])])
def test_the_setting_knows_two_words(settings, value, errors):
    settings.IMPORT_WITHDRAWN = value
    assert [error.id for error in checks.import_withdrawn()] == errors


def test_the_real_feed_archives_what_it_says(index, shared_data):
    folder = shared_data / "ldes-instancesnapshot-stub"
    out = StringIO()
    call_command("import_products", str(folder), "--publish", format="json", stdout=out, stderr=StringIO())
    report = json.loads(out.getvalue())
    assert any("2e018424" in line["iri"] for line in report["rejected"])  # archived within the same page of the feed
    minimal = ProductPage.objects.get(ipdc_instance_id__endswith="c0d6bf9a-fcc4-4d46-beb6-3f4d80f03bf3")
    assert minimal.title == "Minimalistische instantie updatet"
