"""A case type goes into a file and comes out of it the same; a file that says anything else than it means is refused."""

import datetime
import json

import pytest
from django.core.management import CommandError, call_command

from cases.blocks import STANDARD
from cases.deadlines import Term
from cases.files import PROCESSING, as_data, read
from cases.models import CaseType, CaseTypeVersion
from cases.types import define
from counters.models import Place
from ground.actor import SYSTEM
from ground.data_files import DataFileError, as_text
from records.models import AuditLine
from tests.factories import make_department
from tests.junk import JUNK, places_in, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path):
    """Return the data of a case type that is no longer there."""
    place = Place.objects.create(slug="parkstraat", name="Parkstraat", street="Parkstraat 20", postal_code="9100")
    terms = {"answer_term": Term(2, "working_days"), "end_term": Term(30, "calendar_days")}
    more = {"noun": "complaint", "is_discreet": True, "retention_rule": "SN-1", "retention_then": "archive"}
    more |= {"retention_until": datetime.date(2027, 6, 30)}
    more |= {"purpose": "om uw klacht te onderzoeken", "legal_basis": "Decreet", "receivers": "Ombudsvrouw\nNotaris"}
    case_type = define("Klacht", make_department(), STANDARD, code="klacht", place=place, **terms, **more)
    data = as_data(case_type)
    CaseTypeVersion.objects.all().delete()
    case_type.delete()
    return data


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "klacht.json"

    def write(data):
        path.write_text(data if isinstance(data, str) else as_text(data), errors="surrogatepass")
        return path

    return write


def refusal(path):
    with pytest.raises(DataFileError) as refused:
        read(SYSTEM, path)
    assert not CaseType.objects.exists()
    assert str(path) in str(refused.value)
    return refused.value.reasons


def test_what_was_written_is_read_as_the_same(data, file):
    case_type = read(SYSTEM, file(data))
    case_type.refresh_from_db()
    assert as_data(case_type) == data
    assert case_type.current_version().workflow == STANDARD
    assert AuditLine.objects.get(action="case_type.read").detail == {"code": "klacht"}


def test_a_file_from_before_the_processing_of_personal_data_is_read_without_it(data, file):
    for name in PROCESSING:
        del data[name]
    case_type = read(SYSTEM, file(data | {"schema": 1}))
    assert [getattr(case_type, name) for name in PROCESSING] == ["", "", ""]


def test_a_file_from_before_rules_expired_is_read_without_a_date(data, file):
    del data["retention_until"]
    assert read(SYSTEM, file(data | {"schema": 2})).retention_until is None


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2026-13-01", "month must be in 1..12"),
        (20260101, "argument must be str"),
        ("", "Invalid isoformat string: ''"),
        ("2099-01-01", "retention_until: Een selectieregel geldt hoogstens vijf jaar. Kies een vroegere datum."),
    ],
)
def test_a_date_until_which_no_rule_can_be_valid_is_refused(data, file, until, reason):
    assert reason in refusal(file(data | {"retention_until": until}))[0]


def test_a_code_that_is_there_already_is_refused(data, file):
    read(SYSTEM, file(data))
    with pytest.raises(DataFileError, match=r"klacht\.json: code: "):
        read(SYSTEM, file(data))
    assert CaseType.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"department": "onbekend"}, "department: 'onbekend' is unknown. Known: bevolking"),
        ({"place": "maan"}, "place: 'maan' is unknown. Known: parkstraat"),
        ({"schema": 4}, "Schema 4 of a case type is unknown; this version reads 1 to 3."),
        ({"colour": "red"}, "colour: 'red' has no meaning here"),
        ({"retention_years": "5"}, "retention_years: '5', expected 5"),
        ({"answer_term": []}, "answer_term: [], expected None"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_with_its_place(data, file, change, reason):
    assert refusal(file(data | change)) == [reason]


@pytest.mark.parametrize(
    ("change", "place"),
    [({"noun": "wens"}, "noun"), ({"end_term": [0, "working_days"]}, "end_term"), ({"name": "n" * 101}, "name")],
)
def test_what_the_admin_would_refuse_is_refused(data, file, change, place):
    reasons = refusal(file(data | change))
    assert len(reasons) == 1
    assert reasons[0].startswith(f"{place}: ")


def test_a_file_without_one_of_its_fields_is_refused(data, file):
    del data["end_term"]
    assert refusal(file(data)) == ["end_term: is missing"]


def test_a_workflow_that_leads_nowhere_is_refused_at_its_status(data, file):
    data["workflow"]["transitions"] = [move for move in data["workflow"]["transitions"] if move["target"] != "done"]
    assert refusal(file(data))[0].startswith("statuses[3].label: Geen enkele zaak kan “Afgerond” bereiken.")


def test_a_status_with_an_unknown_act_is_refused_at_its_place(data, file):
    data["workflow"]["statuses"][2]["act"] = "dance"
    assert [reason.split(":")[0] for reason in refusal(file(data))] == ["statuses[2].act"]


@pytest.mark.parametrize("text", ["", "{", "[1]", '"a"', "[" * 100_000])
def test_what_is_no_json_object_is_refused(file, text):
    assert refusal(file(text))


def test_whatever_stands_anywhere_a_file_is_understood_or_refused(data, file):
    for path in places_in(data):
        for junk in JUNK:
            changed = put(data, path, junk)
            try:
                read(SYSTEM, file(changed))
            except DataFileError:
                continue
            case_type = CaseType.objects.get()
            assert as_data(case_type) == changed, (path, junk)
            CaseTypeVersion.objects.all().delete()
            case_type.delete()


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "weg.json") == ["cannot be opened: No such file or directory"]


def test_the_commands_write_and_read(data, file, capsys):
    call_command("import_case_types", str(file(data)))
    capsys.readouterr()
    call_command("export_case_type", "klacht")
    assert json.loads(capsys.readouterr().out) == data
    with pytest.raises(CommandError, match=r"'melding' is unknown\. Known: klacht"):
        call_command("export_case_type", "melding")
    with pytest.raises(CommandError, match=r"klacht\.json: code"):
        call_command("import_case_types", str(file(data)))
