"""Colleagues come in from a CSV file: all of them, or none and each wrong line named."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from ground.data_files import MAX_BYTES
from people.models import User
from people.roles import HANDLER, sync
from people.signing_in.password_reset import ask
from records.models import AuditLine
from records.service import drain_outbox
from tests.cases.factories import staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
HEAD = "username;first_name;last_name;email;roles;departments"
BRAM = "bram;Bram;Claes;bram@stad.example;Behandelaar;bevolking"
KARIN = "karin;Karin;Maës;karin@stad.example;Behandelaar, Teamleider;bevolking,wegen"


@pytest.fixture(autouse=True)
def _city():
    sync()
    make_department()
    make_department("wegen", "Wegendienst")


@pytest.fixture
def run(tmp_path):
    """Return a function that imports lines and returns what it said."""

    def run(*lines, head=HEAD, encoding="utf-8", **options):
        path = tmp_path / "staff.csv"
        path.write_text("\n".join((head, *lines)) + "\n", encoding=encoding)
        out = StringIO()
        call_command("import_staff", path, stdout=out, **options)
        return out.getvalue()

    return run


def what_is_known():
    return {
        user.username: (
            str(user),
            user.email,
            sorted(user.groups.values_list("name", flat=True)),
            sorted(user.departments.values_list("code", flat=True)),
        )
        for user in User.objects.all()
    }


def test_each_line_becomes_an_account_with_its_roles_and_departments(run):
    assert run(BRAM, KARIN) == "2 made: bram, karin\n0 brought up to date\n"
    assert what_is_known() == {
        "bram": ("Bram Claes", "bram@stad.example", ["Behandelaar"], ["bevolking"]),
        "karin": ("Karin Maës", "karin@stad.example", ["Behandelaar", "Teamleider"], ["bevolking", "wegen"]),
    }
    assert AuditLine.objects.filter(action="user.read").count() == 2


def test_the_same_file_again_changes_nothing(run):
    run(BRAM, KARIN)
    lines = AuditLine.objects.count()
    assert run(BRAM, KARIN) == "0 made\n0 brought up to date\n"
    assert AuditLine.objects.count() == lines


def test_a_line_that_says_something_else_brings_the_account_up_to_date_and_others_stay(run):
    run(BRAM, KARIN)
    before = what_is_known()
    said = run("bram;Bram;Claes;bram@stad.example;Balie;wegen")
    assert said == "0 made\n1 brought up to date: bram\n"
    assert what_is_known() == {**before, "bram": ("Bram Claes", "bram@stad.example", ["Balie"], ["wegen"])}


def test_a_dry_run_writes_nothing(run):
    assert run(BRAM, dry_run=True) == "1 would be made: bram\n0 would be brought up to date\n"
    assert not User.objects.exists()


def test_commas_between_the_cells_and_the_mark_of_excel_are_understood(run):
    run(
        'bram,Bram,Claes,bram@stad.example,"Behandelaar,Balie",bevolking',
        head=HEAD.replace(";", ","),
        encoding="utf-8-sig",
    )
    assert what_is_known()["bram"][2] == ["Balie", "Behandelaar"]


def test_a_cell_in_quotes_may_hold_several_lines(run):
    """As a spreadsheet writes a cell in which somebody pressed Alt and Enter."""
    assert run(BRAM.replace("Behandelaar", '"Behandelaar,\nBalie"'), KARIN).startswith("2 made: bram, karin")
    assert what_is_known()["bram"][2] == ["Balie", "Behandelaar"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_end_as_any_spreadsheet_ends_them(run, ending, tmp_path):
    path = tmp_path / "ending.csv"
    path.write_bytes(ending.join((HEAD, BRAM, KARIN, "")).encode())
    call_command("import_staff", path, stdout=StringIO())
    assert sorted(what_is_known()) == ["bram", "karin"]


def test_nobody_gets_a_password_and_each_chooses_one_by_mail(run):
    run(BRAM, no_invitation=True)
    assert not User.objects.get(username="bram").has_usable_password()
    ask("Bram@stad.example")
    drain_outbox()
    drain_outbox()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["bram@stad.example"], "Kies een nieuw wachtwoord voor de Stadswinkel")
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            "an;An;Maes;an@stad.example;Behandelares;bevolking",
            r"line 3: roles: 'Behandelares' is unknown. Known: Auditor, Balie, ",
        ),
        (
            "an;An;Maes;an@stad.example;Balie;parken",
            "line 3: departments: 'parken' is unknown. Known: bevolking, wegen",
        ),
        ("an;An;Maes;geen adres;Balie;wegen", "line 3: .*e-mail"),
        ("an;An;Maes;;Balie;wegen", "line 3: email: is empty"),
        (
            'an;"An\nMaria";Maes;an@stad.example;Balie;wegen',
            r"line 4: first_name: 'An\\nMaria' stands on more than one line",
        ),
        ("a n;An;Maes;an@stad.example;Balie;wegen", "line 3: .*gebruikersnaam"),
        ("an;An;Maes;an@stad.example;Balie", "line 3: has not as many cells as line 1"),
        ("an;An;Maes;an@stad.example;Balie;wegen;nog iets", "line 3: has not as many cells as line 1"),
        (BRAM, "line 3: username: 'bram' stands in the file twice, on line 2 too"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_written(run, line, reason):
    with pytest.raises(CommandError, match=reason):
        run(BRAM, line)
    assert not User.objects.exists()


def test_an_account_that_was_closed_is_not_opened_by_a_file(run):
    staff("bram", HANDLER, is_active=False)
    with pytest.raises(CommandError, match="line 2: username: the account of 'bram' is closed"):
        run(BRAM)


@pytest.mark.parametrize("head", ["username;email", HEAD + ";wachtwoord", ""])
def test_other_columns_are_refused(run, head):
    with pytest.raises(CommandError, match="line 1: the columns are"):
        run(head=head)


def test_a_file_that_is_too_large_or_no_text_is_refused(run, tmp_path):
    with pytest.raises(CommandError, match="is not written in UTF-8"):
        run(KARIN, encoding="latin-1")
    with pytest.raises(CommandError, match=f"is larger than {MAX_BYTES} bytes"):
        run("x" * MAX_BYTES)
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("import_staff", tmp_path / "absent.csv")
