"""What records refuses: each guard from the side on which it says no."""

import datetime
import time

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from ground.actor import Actor
from records import capabilities, files
from records.models import AuditLine, StoredFile
from records.service import AppendOnly, sweep_files, write_audit

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
DAY = datetime.timedelta(days=1)


def stored(owner=("draft", "1")):
    return files.keep_file(SimpleUploadedFile("bewijs.pdf", PDF), owner)


# --- files ----------------------------------------------------------------------------------------------------------


def test_only_an_owners_own_files_are_handed_over():
    mine, other = stored(), stored(("draft", "2"))
    assert files.hand_over_files([str(mine.pk), str(other.pk)], ("draft", "1"), ("submission", "9")) == 1
    other.refresh_from_db()
    assert (other.owner_kind, other.owner_id) == ("draft", "2")


def test_the_same_number_under_another_kind_is_another_owner():
    stored(("draft", "1"))
    assert not files.files_of("submission", "1")
    assert not files.files_of("draft", "1", "another_question")


@pytest.mark.parametrize(
    ("kind", "age", "is_swept"),
    [
        (files.UNCLAIMED, DAY + datetime.timedelta(minutes=1), True),
        (files.UNCLAIMED, DAY - datetime.timedelta(minutes=1), False),
        ("draft", 30 * DAY, False),
        ("submission", 30 * DAY, False),
    ],
)
def test_only_what_nobody_claimed_for_a_day_is_swept(kind, age, is_swept):
    kept = stored((kind, "1"))
    StoredFile.objects.update(created_at=timezone.now() - age)
    sweep_files()
    assert StoredFile.objects.filter(pk=kept.pk).exists() is not is_swept


def test_contents_without_a_row_stay_for_a_day(django_capture_on_commit_callbacks, monkeypatch):
    kept = stored()
    path, storage = kept.file.name, kept.file.storage
    StoredFile.objects.all().delete()
    sweep_files()
    assert storage.exists(path)
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + DAY + datetime.timedelta(minutes=1))
    sweep_files()
    assert not storage.exists(path)


def test_a_download_is_neither_shown_nor_guessed_nor_kept_by_a_browser():
    answer = files.download_file(stored())
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    answer.close()


# --- links ----------------------------------------------------------------------------------------------------------


COOKIE_SECONDS = 31 * 86_400
"""As long as a draft opens, and the rest of its last day."""


def browser(cookie=""):
    request = RequestFactory().get("/")
    request.COOKIES["grants"] = cookie
    return request


def cookie_of(link):
    response = HttpResponse()
    capabilities.grant_link(browser(), response, link)
    return response.cookies["grants"]


def test_the_cookie_of_a_grant_is_closed_to_scripts_and_other_sites(settings):
    settings.SESSION_COOKIE_SECURE = True
    cookie = cookie_of(capabilities.link_for("case", 1))
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == COOKIE_SECONDS


@pytest.mark.parametrize(("passed", "opens"), [(COOKIE_SECONDS - 60, True), (COOKIE_SECONDS + 60, False)])
def test_a_grant_that_a_browser_kept_too_long_opens_nothing(monkeypatch, passed, opens):
    value = cookie_of(capabilities.link_for("case", 1)).value
    began = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: began + passed)
    assert (capabilities.granted_link(browser(value), "case", 1) is not None) is opens


def test_a_cookie_signed_for_something_else_is_no_grant():
    link = capabilities.link_for("case", 1)
    assert capabilities.granted_link(browser(signing.dumps([link.id.hex], salt="x", compress=True)), "case", 1) is None


def test_following_a_link_asks_for_get_and_leaves_its_token_nowhere():
    from forms_app.models import Draft
    from tests.factories import make_form, question, step

    form = make_form(step("Wie?", question("text", "naam", "Hoe heet u?")))
    draft = Draft.objects.create(version=form.current_version())
    address = f"/t/{capabilities.token_of(capabilities.link_for('draft', draft.pk))}/"
    assert Client().post(address).status_code == 405
    answer = Client().get(address)
    assert answer.status_code == 303
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_wrong_links_are_counted_and_right_ones_are_not():
    wrong = [Client().get(f"/t/{'A' * 45}{number}/").status_code for number in range(10)]
    assert set(wrong) == {404}
    assert Client().get(f"/t/{'B' * 46}/").status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.9").get(f"/t/{'B' * 46}/").status_code == 404


# --- history --------------------------------------------------------------------------------------------------------


def test_no_way_leads_around_a_line_that_was_written():
    line = write_audit(Actor("system"), "case.moved", "case", 1)
    line.action = "x"
    for change in (
        line.save,
        line.delete,
        lambda: AuditLine.objects.filter(pk=line.pk).update(action="x"),
        lambda: AuditLine.objects.filter(pk=line.pk).delete(),
        lambda: AuditLine.objects.bulk_update([line], ["action"]),
    ):
        with pytest.raises(AppendOnly):
            change()
    assert AuditLine.objects.get().action == "case.moved"
