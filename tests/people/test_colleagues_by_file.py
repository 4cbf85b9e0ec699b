"""Colleagues go out as a file and come in from one by clicks: first what would happen, then a yes."""

import csv
import re
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import roles
from people.errors import NotAllowed
from people.models import Department, Team, User
from people.staff import staff_file, staff_file_admin
from records.models import AuditLine, CapabilityLink
from records.service import drain_outbox
from tests.cases.factories import acting, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
IN, OUT = reverse("wagtailusers_users:read_file"), reverse("wagtailusers_users:write_file")
HEAD = "username;first_name;last_name;email;roles;departments;teams"
AN = "an@stad.example;An;Peeters;an@stad.example;handler;bevolking;Loket (bevolking)"


@pytest.fixture
def loket():
    return Team.objects.create(department=make_department(), name="Loket")


@pytest.fixture
def administrator(loket):
    return staff("els", roles.ADMINISTRATOR, email="els@stad.example", first_name="Els", last_name="Maes")


@pytest.fixture
def client(administrator):
    client = Client()
    client.force_login(administrator)
    return client


def a_file(*lines, head=HEAD, encoding="utf-8"):
    return SimpleUploadedFile("collegas.csv", "\r\n".join((head, *lines, "")).encode(encoding), "text/csv")


def upload(client, *lines, **how):
    return client.post(IN, {"file": a_file(*lines, **how)})


def confirm(client, *lines, **more):
    return client.post(IN, {"text": "\r\n".join((HEAD, *lines, "")), **more}, follow=True)


def row_of(user):
    user = User.objects.get(username=user)
    return (
        [group.role.code for group in user.groups.all()],
        [department.code for department in user.departments.all()],
        [str(team) for team in user.teams.all()],
    )


def test_a_file_first_says_what_it_would_do_and_does_it_on_a_yes(client):
    staff("tom", None, first_name="Tom", last_name="Wuyts", email="tom@stad.example")
    tom = "tom;Tom;Wuyts;tom@stad.example;Behandelaar;bevolking;"
    els = "els;Els;Maes;els@stad.example;Beheerder;;"
    page = upload(client, AN, tom, els, encoding="utf-8-sig").text
    assert re.search(r"Nieuw: 1.*an@stad.example.*Gewijzigd: 1.*tom.*Ongewijzigd: 1", page, re.S)
    assert not User.objects.filter(username="an@stad.example").exists()
    page = confirm(client, AN, tom, els).text
    assert "Ingelezen. Nieuw: 1. Gewijzigd: 1." in page
    assert row_of("an@stad.example") == (["handler"], ["bevolking"], ["Loket (Bevolking)"])
    assert row_of("tom") == (["handler"], ["bevolking"], [])


def test_who_is_new_is_invited_once_and_who_is_there_not(client):
    staff("tom", None, first_name="Tom", last_name="Wuyts", email="tom@stad.example")
    confirm(client, AN, "tom;Tom;Wuyts;tom@stad.example;handler;;")
    confirm(client, AN)
    drain_outbox()
    assert [letter.to for letter in mail.outbox] == [["an@stad.example"]]
    path = re.search(r"http://testserver(/t/\S+/)", mail.outbox[0].body)[1]
    assert "wachtwoord" in Client().get(path, follow=True).text
    assert CapabilityLink.objects.get().expires_at is not None


def test_invitations_can_wait(client):
    confirm(client, AN, no_invitation="on")
    drain_outbox()
    assert mail.outbox == []
    assert not User.objects.get(username="an@stad.example").has_usable_password()


@pytest.mark.parametrize("name", ["Balie, avond", 'De "nachtploeg", en meer', "Balie,Avond", "'Balie'"])
def test_a_role_whose_name_holds_a_comma_or_quotes_goes_out_and_comes_back(client, name):
    tom = staff("tom", roles.HANDLER, first_name="Tom", last_name="Wuyts", email="tom@stad.example")
    tom.groups.add(Group.objects.create(name=name), Group.objects.create(name="Avond"))
    held = set(tom.groups.values_list("name", flat=True))
    text = client.get(OUT).content.decode()
    page = client.post(IN, {"file": SimpleUploadedFile("collegas.csv", text.encode(), "text/csv")}).text
    assert "Ongewijzigd: 2" in page
    tom.groups.clear()
    client.post(IN, {"text": text.removeprefix("\ufeff")})
    assert set(tom.groups.values_list("name", flat=True)) == held


def test_what_goes_out_comes_back_in_and_changes_nothing(client, loket):
    tom = staff(
        "tom", (roles.HANDLER, roles.COUNTER), loket.department, first_name="=Tom", last_name="Wuyts", email="t@s.be"
    )
    odd = Team.objects.create(department=loket.department, name="Balie, verdiep 1")
    tom.teams.add(loket, odd)
    staff("weg", roles.HANDLER, is_active=False, email="weg@stad.example")
    answer = client.get(OUT)
    assert answer["Content-Disposition"].startswith('attachment; filename="collegas-')
    text = answer.content.decode()
    assert text.startswith("\ufeffusername;")
    rows = {row["username"]: row for row in csv.DictReader(StringIO(text.removeprefix("\ufeff")), delimiter=";")}
    assert sorted(rows) == ["els", "tom"]
    assert rows["tom"]["first_name"] == "'=Tom"
    assert rows["tom"]["teams"] == "Balie, verdiep 1 (bevolking),Loket (bevolking)"
    report = staff_file.read_text(acting(User.objects.get(username="els")), text.removeprefix("\ufeff"), dry_run=True)
    assert (report.problems, report.made, report.changed, report.unchanged) == ([], [], [], 2)
    assert AuditLine.objects.get(action="user.exported").detail == {"number": 2}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("b;B;B;b@s.be;Behandelares;;", "Regel 3: roles: “Behandelares” bestaat niet. Kies uit: Auditor, Balie"),
        ("b;B;B;b@s.be;;parken;", "Regel 3: departments: “parken” bestaat niet. Kies uit: bevolking."),
        ("b;B;B;b@s.be;;oud;", "Regel 3: De dienst “oud” is gesloten. Kies uit: bevolking."),
        ("b;B;B;b@s.be;;bevolking;Balie (bevolking)", "Regel 3: teams: “Balie (bevolking)” bestaat niet."),
        ("b;B;B;b@s.be;;;Loket (bevolking)", "Regel 3: Het team “Loket (bevolking)” is van een dienst"),
        ("b;B;B;geen adres;;;", "Regel 3: email “geen adres”:"),
        ("b;;B;b@s.be;;;", "Regel 3: De kolom first_name is leeg."),
        (
            "an2;An;P;AN@stad.example;;;",
            "Regel 3: email “AN@stad.example” staat twee keer in het bestand, ook op regel 2.",
        ),
        (
            "AN@stad.example;An;P;an2@stad.example;;;",
            "“AN@stad.example” staat twee keer in het bestand, ook op regel 2.",
        ),
        ("b;B;B;els@stad.example;;;", "Regel 3: email “els@stad.example” is al van Els Maes."),
        ("ELS;B;B;b@s.be;;;", "Regel 3: username “ELS” is al van Els Maes."),
        ("b;B;B;b@s.be;;", "Regel 3: Deze regel heeft niet evenveel cellen als de eerste."),
    ],
)
def test_each_wrong_line_is_named_and_nothing_is_written(client, line, reason):
    Department.objects.create(code="oud", name="Oud", closed_at="2026-05-03T10:00Z")
    for answer in (upload(client, AN, line), confirm(client, AN, line)):
        assert reason in answer.text
    assert User.objects.count() == 1


def test_the_screen_says_what_each_column_holds(client):
    page = client.get(IN).text
    assert [name for name in staff_file.FIELDS if name not in page] == []
    for words in (
        "Leeg: het mailadres",
        "namen zoals bij Instellingen, Rollen",
        "codes zoals bij Instellingen, Diensten",
    ):
        assert words in page


def test_a_username_may_be_left_out_and_is_then_the_mail_address(client):
    confirm(client, ";An;Peeters;An@stad.example;;;")
    assert User.objects.get(email="An@stad.example").username == "an@stad.example"


def test_nobody_reaches_further_by_a_file(client, administrator):
    staff("baas", None, is_superuser=True, email="baas@stad.example", first_name="De", last_name="Baas")
    for line in (
        "els;Els;Maes;els@stad.example;Beheerder,Behandelaar;bevolking;",
        "baas;De;Baas;els2@stad.example;;;",
    ):
        assert "U mag de gegevens, diensten en rollen van" in confirm(client, line).text
    assert row_of("els") == (["administrator"], [], [])
    assert User.objects.get(username="baas").email == "baas@stad.example"
    assert "De kolommen zijn" in upload(client, "x;X;X;x@s.be;;;;1", head=HEAD + ";is_superuser").text


@pytest.mark.parametrize("role", [roles.CHIEF_EDITOR, roles.LEAD, roles.AUDITOR])
def test_only_who_makes_and_changes_accounts_reads_or_writes_the_file(client, administrator, role):
    user = staff("ander", role, make_department())
    client.force_login(user)
    for answer in (client.get(IN), client.get(OUT), confirm(client, AN)):
        assert "an@stad.example" not in answer.text
        assert "Kijk na" not in answer.text
    with pytest.raises(NotAllowed):
        staff_file.read_text(acting(user), HEAD)
    with pytest.raises(NotAllowed):
        staff_file.export(acting(user))
    assert not User.objects.filter(username="an@stad.example").exists()


def test_the_list_leads_to_both(client):
    page = client.get(reverse("wagtailusers_users:index")).text
    assert IN in page
    assert OUT in page


def test_a_file_of_another_kind_or_size_is_refused_in_words(client, monkeypatch):
    assert "niet in UTF-8" in upload(client, AN.replace("An;", "Anaïs;"), encoding="latin-1").text
    assert "Kies een bestand" in client.post(IN, {}).text
    monkeypatch.setattr(staff_file_admin, "MAX_FILE_BYTES", len(a_file(AN).read()))
    assert "Nieuw: 1" in upload(client, AN).text
    assert "groter dan 1 MB" in upload(client, AN + " ").text


def test_more_rows_than_the_limit_are_refused(client, monkeypatch):
    monkeypatch.setattr(staff_file, "MAX_ROWS", 1)
    assert "Nieuw: 1" in upload(client, AN).text
    assert "meer dan 1 collega" in upload(client, AN, AN).text


def many(number, changed=""):
    return [f"c{n};C{changed};Nr {n};c{n}@stad.example;handler;bevolking;Loket (bevolking)" for n in range(number)]


def queries(actor, lines, **how):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        report = staff_file.read_text(actor, "\n".join((HEAD, *lines)), **how)
    return len(captured), report


def test_two_thousand_colleagues_with_doubles_are_answered_in_a_bounded_number_of_queries(administrator):
    actor, lines = acting(administrator), many(2000)
    number, report = queries(actor, [*lines, lines[0], lines[7]])
    assert number < 60
    assert [str(problem) for problem in report.problems] == [
        "Regel 2002: username “c0” staat twee keer in het bestand, ook op regel 2.",
        "Regel 2002: email “c0@stad.example” staat twee keer in het bestand, ook op regel 2.",
        "Regel 2003: username “c7” staat twee keer in het bestand, ook op regel 9.",
        "Regel 2003: email “c7@stad.example” staat twee keer in het bestand, ook op regel 9.",
    ]
    number, report = queries(actor, lines, invites=False)
    assert (len(report.made), User.objects.count()) == (2000, 2001)
    assert number < 200
    number, report = queries(actor, lines)
    assert (report.unchanged, number < 60) == (2000, True)
    number, report = queries(actor, many(2000, "aroline"))
    assert (len(report.changed), number < 200) == (2000, True)


def test_who_leaves_a_department_by_a_file_leaves_its_teams_and_the_trail_says_so(administrator, loket):
    tom = staff("tom", roles.HANDLER, loket.department, first_name="Tom", last_name="W", email="tom@stad.example")
    tom.teams.add(loket)
    Team.objects.update(lead=tom)
    old_head = HEAD.removesuffix(";teams")
    staff_file.read_text(acting(administrator), f"{old_head}\ntom;Tom;W;tom@stad.example;handler;")
    loket.refresh_from_db()
    assert (row_of("tom"), loket.lead) == ((["handler"], [], []), None)
    lines = AuditLine.objects.filter(target_kind="user", target_id=str(tom.pk)).values_list("action", "detail")
    assert dict(lines)["user.departments_set"] == {"added": [], "removed": [loket.department_id]}
    assert "user.read" in dict(lines)
