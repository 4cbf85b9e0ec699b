"""What visitors say of a page: taken without a cookie and without a person, shown again when refused, for who looks after it."""

import csv
import datetime
import html
import io

import pytest
from django.test import Client
from django.utils import timezone

from front import feedback
from front.models import Feedback
from front.models.feedback import MAX_TEXT
from front.purging import purge_feedback
from ground.addresses import public_path
from people.models import Department
from people.roles import CHIEF_EDITOR, EDITOR, FORM_BUILDER, HANDLER
from people.service import department_belongings
from records.models import AuditLine
from tests.cases.factories import form_for, staff
from tests.factories import make_department
from tests.trees import make_home, make_product

pytestmark = pytest.mark.django_db
ADDRESS = "/oordeel/"
HERE = {"HTTP_ORIGIN": "http://testserver"}
LIST = "/cms/reacties/"


def give(client=None, **fields):
    data = {"pad": "/producten/", "antwoord": "nee", "opmerking": "Ik vind het bedrag niet.", **fields}
    return (client or Client()).post(ADDRESS, data, **HERE)


def make_feedback(path="/producten/", department=None, **fields):
    values = {"is_clear": False, "text": "Ik vind het niet.", "day": timezone.localdate(), **fields}
    return Feedback.objects.create(path=path, department=department, **values)


def signed_in(role, department):
    client = Client()
    client.force_login(staff(f"{role}-{department.code}", role, department))
    return client


def test_a_page_asks_whether_it_was_clear_and_an_answer_is_thanked_on_a_page_of_its_own():
    make_home()
    client = Client()
    page = client.get("/producten/")
    assert f'action="{ADDRESS}"' in page.text
    assert 'name="pad" value="/producten/"' in page.text
    answer = give(client)
    assert (answer.status_code, answer.url) == (303, "/oordeel/bedankt/?pad=%2Fproducten%2F")
    assert 'href="/producten/"' in client.get(answer.url).text
    row = Feedback.objects.get()
    assert (row.path, row.is_clear, row.text, row.department, row.day) == (
        "/producten/",
        False,
        "Ik vind het bedrag niet.",
        None,
        timezone.localdate(),
    )
    assert not client.cookies


def test_what_looks_like_a_person_is_left_out_and_the_visitor_is_told():
    text = "Ik ben an@voorbeeld.be, 93.05.18-223.61, 0470 12 34 56, 03 778 30 00."
    answer = give(opmerking=text)
    assert answer.url.endswith("weg=1")
    assert Feedback.objects.get().text == "Ik ben [weg], [weg], [weg], [weg]."
    assert "Dat hebben we weggelaten" in Client().get(answer.url).text
    assert "weg=1" not in give(opmerking="De prijs van 12,50 euro klopt niet in 2026.").url


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elders.be"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {},
    ],
)
def test_what_another_site_sends_or_nobody_vouches_for_is_shown_again_and_not_kept(headers):
    answer = Client().post(ADDRESS, {"pad": "/", "antwoord": "ja", "opmerking": "Lang getypt."}, **headers)
    assert answer.status_code == 403
    assert "Lang getypt.</textarea>" in answer.text
    assert 'value="ja" required checked' in answer.text
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_REFERER": "http://testserver/producten/"}]
)
def test_a_browser_without_origin_is_believed_by_what_else_it_says(headers):
    assert Client().post(ADDRESS, {"pad": "/", "antwoord": "ja"}, **headers).status_code == 303


def test_without_an_answer_all_that_was_typed_comes_back_with_what_to_do():
    answer = give(antwoord="", opmerking="Lang getypt.")
    assert answer.status_code == 400
    text = html.unescape(answer.text)
    assert "Kies ja of nee." in text
    assert "Lang getypt.</textarea>" in text
    assert 'name="pad" value="/producten/"' in text


def test_a_text_may_be_so_long_and_not_a_letter_longer_and_a_line_end_is_one_sign():
    exactly = ("a" * (MAX_TEXT - 2)) + "\r\nb"
    assert give(opmerking=exactly).status_code == 303
    too_long = "a" * (MAX_TEXT + 1)
    answer = give(opmerking=too_long)
    assert answer.status_code == 400
    assert f"{too_long}</textarea>" in answer.text
    assert "Hij heeft 1001 tekens" in answer.text


def test_the_throttle_says_when_to_try_again_and_keeps_what_was_typed():
    for _number in range(feedback.GIVEN_FEEDBACK.max_tries):
        assert give(opmerking="").status_code == 303
    answer = give(opmerking="Lang getypt.")
    assert (answer.status_code, answer["Retry-After"].isdigit()) == (429, True)
    assert "Lang getypt.</textarea>" in answer.text
    assert Feedback.objects.count() == feedback.GIVEN_FEEDBACK.max_tries


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/formulieren/verhuis/7f4e/klaar/", "/formulieren/verhuis/"),
        ("/formulieren/verhuis/", "/formulieren/verhuis/"),
        ("/t/geheim.teken/", ""),
        ("/zaken/ZK-1/", "/zaken/"),
        ("/producten/reispas/", "/producten/reispas/"),
        ("/cms/users/", ""),
        ("/", "/"),
    ],
)
def test_the_address_of_one_visitor_is_cut_down_to_that_of_everybody(path, public):
    assert public_path(path) == public
    give(pad=path)
    assert Feedback.objects.get().path == (public or "/")


def test_an_address_of_another_site_or_of_no_end_is_no_page():
    for path in ("https://elders.be/", "//elders.be/", "/\\elders.be/", "producten/"):
        give(pad=path)
        assert "elders" not in Client().get(ADDRESS, {"pad": path}).text
        assert "elders" not in Client().get("/oordeel/bedankt/", {"pad": path}).text
    give(pad="/" + "a" * 999)
    assert [len(row.path) for row in Feedback.objects.order_by("pk")] == [1, 1, 1, 1, 300]


def test_of_the_address_stays_the_page_alone_and_what_no_table_takes_is_none():
    for path in ("/producten/?naam=jan@x.be", "/producten/#jan@x.be", "/producten/\0"):
        assert give(pad=path).status_code == 303
    assert [row.path for row in Feedback.objects.order_by("pk")] == ["/producten/", "/producten/", "/"]


def test_products_and_forms_go_to_their_department_and_other_pages_to_the_editors_of_the_city():
    department = make_department("bevolking")
    make_product(department=department)
    form_for("verhuis", department)
    for path in ("/producten/adreswijziging/", "/formulieren/verhuis/", "/producten/weg/", "/a-z/"):
        give(pad=path)
    assert [row.department for row in Feedback.objects.order_by("pk")] == [department, department, None, None]


def test_a_colleague_sees_the_pages_of_the_own_department_and_the_chief_editor_those_of_nobody():
    ours, theirs = make_department("bevolking"), make_department("techniek")
    make_feedback("/ons/", ours)
    make_feedback("/hun/", theirs)
    make_feedback("/niemand/")
    lists = {role: signed_in(role, ours).get(LIST).text for role in (EDITOR, FORM_BUILDER, CHIEF_EDITOR)}
    seen = {role: {path for path in ("/ons/", "/hun/", "/niemand/") if path in text} for role, text in lists.items()}
    assert seen == {EDITOR: {"/ons/"}, FORM_BUILDER: {"/ons/"}, CHIEF_EDITOR: {"/ons/", "/niemand/"}}
    assert signed_in(HANDLER, ours).get(LIST).status_code in (302, 403, 404)


def test_handled_leaves_the_list_comes_back_and_is_written_down():
    ours = make_department("bevolking")
    row, client = make_feedback("/ons/", ours), signed_in(EDITOR, ours)
    assert client.post(f"{LIST}{row.pk}/", {"is_handled": "1"}).status_code == 302
    assert "/ons/" not in client.get(LIST).text
    assert "/ons/" in client.get(LIST + "?state=handled").text
    client.post(f"{LIST}{row.pk}/", {"is_handled": "1"})
    client.post(f"{LIST}{row.pk}/", {"is_handled": "0"})
    assert "/ons/" in client.get(LIST).text
    actions = AuditLine.objects.filter(target_kind="feedback").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["feedback.handled", "feedback.reopened"]


def test_what_is_out_of_reach_cannot_be_settled():
    row = make_feedback("/hun/", make_department("techniek"))
    client = signed_in(EDITOR, make_department("bevolking"))
    assert client.post(f"{LIST}{row.pk}/", {"is_handled": "1"}).status_code == 404
    assert client.get(f"{LIST}{row.pk}/").status_code == 405
    assert signed_in(HANDLER, make_department("bevolking")).post(f"{LIST}{row.pk}/").status_code in (302, 403, 404)
    row.refresh_from_db()
    assert not row.is_handled


def test_the_export_holds_what_the_list_shows_no_formula_and_is_written_down():
    ours = make_department("bevolking")
    make_feedback("/ons/", ours, text="=1+1")
    make_feedback("/hun/", make_department("techniek"))
    answer = signed_in(EDITOR, ours).get(LIST + "?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")
    assert (row["Pagina"], row["Opmerking"], row["Duidelijk"], row["Dienst"]) == ("/ons/", "'=1+1", "nee", "Bevolking")
    assert AuditLine.objects.get(action="feedback.exported").detail == {"format": "csv", "rows": 1}


def test_more_opinions_cost_no_more_queries(django_assert_max_num_queries):
    ours = make_department("bevolking")
    client = signed_in(CHIEF_EDITOR, ours)
    make_feedback(department=ours)
    client.get(LIST)
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    for _number in range(60):
        make_feedback(department=ours)
    with django_assert_max_num_queries(len(few)):
        assert client.get(LIST).text.count("feedback-path") == 0


def test_after_its_term_an_opinion_goes_and_a_day_earlier_it_stays(settings):
    settings.FEEDBACK_DAYS = 30
    today = datetime.date(2026, 11, 30)
    kept = make_feedback(day=today - datetime.timedelta(days=30))
    make_feedback(day=today - datetime.timedelta(days=31))
    assert purge_feedback(today) == 1
    assert Feedback.objects.get() == kept


def test_a_department_that_is_merged_gives_its_opinions_along():
    old, new = make_department("oud"), make_department("nieuw")
    make_feedback(department=old)
    belonging = department_belongings["feedback"]
    assert belonging.in_words(belonging.count(old)) == "1 reactie van een bezoeker"
    belonging.move(None, old, new)
    assert Feedback.objects.get().department == new
    assert Department.objects.count() == 2
