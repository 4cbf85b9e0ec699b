"""Many cases at once: the set that is changed is the set that was shown, colleagues keep theirs, and a killed job goes on."""

from urllib.parse import quote

import pytest
from django.test import Client
from django_q.models import OrmQ

from cases import actions, bulk_jobs
from cases.models import BulkJob, BulkJobItem, Case
from ground.actor import SYSTEM
from people.bulk import MAX_AT_ONCE
from people.roles import COUNTER, HANDLER
from records.models import AuditLine
from tests.cases.factories import acting, make_case, staff
from tests.factories import make_department

pytestmark = pytest.mark.django_db
INBOX = "/cms/snippets/cases/case/"
CLAIM = "/cms/bulk/cases/case/claim/"


@pytest.fixture
def handler():
    return staff("behandelaar", HANDLER, make_department(), first_name="An")


@pytest.fixture
def colleague(handler):
    return staff("collega", HANDLER, make_department(), first_name="Tom")


@pytest.fixture
def client(handler):
    client = Client()
    client.force_login(handler)
    return client


def chosen(*cases):
    """Return the address of the page for these cases."""
    return f"{CLAIM}?" + "&".join(f"id={case.pk}" for case in cases)


def whole_list(query=""):
    """Return the address of the page for the whole list, as Wagtail's script writes it."""
    return f"{CLAIM}?id=all&next={quote(INBOX + query)}"


def of(handler):
    return set(Case.objects.filter(handler=handler).values_list("reference", flat=True))


def many(number):
    """Return cases that nobody handles, quickly: copies of one that came in by the real door."""
    first = make_case("Een")
    rows, begin = [], Case.objects.count()
    for each in range(begin, begin + number):
        copy = Case.objects.get(pk=first.pk)
        copy.pk, copy.submission, copy.reference = None, None, f"SN-0000-{each:04d}-X"
        rows.append(copy)
    return Case.objects.bulk_create(rows)


def test_several_cases_are_claimed_at_once(client, handler):
    cases = [make_case("Een"), make_case("Twee")]
    assert "Wilt u deze 2 zaken behandelen?" in client.get(chosen(*cases)).text
    client.post(chosen(*cases))
    assert Case.objects.filter(handler=handler).count() == 2
    assert AuditLine.objects.filter(action="case.assigned").count() == 2


def test_the_whole_list_is_the_list_with_its_search_and_filters(client, handler):
    wanted, other = make_case("Jonas"), make_case("Amina", "amina@elders.be")
    moved = make_case("Jonas Twee")
    actions.move(SYSTEM, moved, "in_progress", lock_version=0)
    page = client.get(whole_list("?q=jonas&status=Ontvangen")).text
    assert wanted.reference in page
    assert other.reference not in page
    assert moved.reference not in page
    client.post(whole_list("?q=jonas&status=Ontvangen"))
    assert of(handler) == {wanted.reference}


def test_the_whole_list_leaves_out_what_the_list_leaves_out_unasked(client, handler):
    closed = make_case("Klaar")
    actions.move(SYSTEM, closed, "refused", lock_version=0)
    running = make_case("Loopt")
    client.post(whole_list())
    assert of(handler) == {running.reference}


@pytest.mark.parametrize(
    "next_", ["", "/cms/snippets/products/frequentquestion/", "/cms/snippets/cases/casetype/", "/zoeken/", "/cms/x/"]
)
def test_the_whole_list_of_nothing_or_of_something_else_is_404(client, handler, next_):
    make_case()
    assert client.post(f"{CLAIM}?id=all&next={quote(next_)}").status_code == 404
    assert of(handler) == set()


def test_the_page_says_how_many_are_whose(client, handler, colleague):
    mine, theirs, free = make_case("Een"), make_case("Twee"), make_case("Drie")
    actions.assign(acting(handler), mine, handler, lock_version=0)
    actions.assign(acting(colleague), theirs, colleague, lock_version=0)
    page = client.get(chosen(mine, theirs, free)).text
    for line in ("1 zaak is van niemand.", "1 zaak is al van u.", "1 zaak is van Tom."):
        assert line in page


def test_colleagues_keep_their_cases_unless_they_are_asked_for(client, handler, colleague):
    theirs, free = make_case("Een"), make_case("Twee")
    actions.assign(acting(colleague), theirs, colleague, lock_version=0)
    client.post(whole_list())
    assert of(handler) == {free.reference}
    assert of(colleague) == {theirs.reference}
    client.post(chosen(theirs), {"whose": "all"})
    assert of(handler) == {free.reference, theirs.reference}


def test_claiming_in_bulk_neither_takes_nor_names_what_is_out_of_reach(client):
    secret = make_case("Geheim", code="leefloon", department=make_department("ocmw", "Sociale dienst"))
    page = client.get(chosen(secret))
    assert secret.reference not in page.text
    client.post(chosen(secret))
    client.post(whole_list())
    assert Case.objects.get(pk=secret.pk).handler is None


def test_who_may_only_see_takes_nothing():
    case = make_case()
    client = Client()
    client.force_login(staff("balie", COUNTER, make_department()))
    client.post(chosen(case))
    assert Case.objects.get(pk=case.pk).handler is None


@pytest.mark.parametrize("id_", ["²", "x", "-1", "9" * 30, "9" * 5000])
def test_an_id_that_is_none_takes_nothing(client, id_):
    assert client.post(f"{CLAIM}?id={id_}").status_code in (302, 404)


def test_up_to_the_limit_it_happens_at_once_and_above_it_a_job_does_it(client, handler):
    cases = many(MAX_AT_ONCE + 1)
    client.post(chosen(*cases[:MAX_AT_ONCE]))
    assert Case.objects.filter(handler=handler).count() == MAX_AT_ONCE
    assert not BulkJob.objects.exists()
    Case.objects.update(handler=None)
    answer = client.post(chosen(*cases))
    job = BulkJob.objects.get()
    assert answer.url == f"{INBOX}taak/{job.pk}/"
    assert Case.objects.filter(handler=handler).count() == 0
    page = client.get(answer.url).text
    assert f"0 van {MAX_AT_ONCE + 1} zaken zijn gedaan." in page
    bulk_jobs.run(job.pk)
    assert Case.objects.filter(handler=handler).count() == MAX_AT_ONCE + 1
    assert f"Klaar: {MAX_AT_ONCE + 1} van {MAX_AT_ONCE + 1} zaken zijn nu van u." in client.get(answer.url).text
    assert AuditLine.objects.get(action="case.bulk_asked").detail["number"] == MAX_AT_ONCE + 1


def test_the_page_of_many_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    many(60)
    client.get(whole_list())
    with django_assert_max_num_queries(24):
        client.get(whole_list())
    many(60)
    with django_assert_max_num_queries(24):
        client.get(whole_list())


def a_job(handler, *cases):
    return bulk_jobs.assign_many(acting(handler), handler, cases, handler)


def test_a_job_leaves_alone_what_a_colleague_changed_since_and_says_so(client, handler, colleague):
    taken, free = make_case("Een"), make_case("Twee")
    job = a_job(handler, taken, free)
    actions.assign(acting(colleague), taken, colleague, lock_version=0)
    assert bulk_jobs.run(job.pk) == bulk_jobs.Progress(done=1, refused=1, waiting=0)
    assert of(colleague) == {taken.reference}
    page = client.get(f"{INBOX}taak/{job.pk}/").text
    assert "1 zaak is niet veranderd" in page
    assert taken.reference in page
    assert "Iemand anders heeft deze zaak intussen gewijzigd" in page


def test_a_job_asks_each_case_for_its_permission_when_its_turn_comes(handler):
    job = a_job(handler, make_case("Een"), make_case("Twee"))
    handler.groups.clear()
    assert bulk_jobs.run(job.pk).refused == 2
    assert of(handler) == set()


def test_a_job_that_was_killed_goes_on_where_it_was(handler, monkeypatch):
    cases = [make_case(name) for name in ("Een", "Twee", "Drie")]
    job = a_job(handler, *cases)
    calls = []
    real = actions.assign

    def killed(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise SystemExit  # the worker is ended in the middle of the second
        return real(*args, **kwargs)

    monkeypatch.setattr(actions, "assign", killed)
    with pytest.raises(SystemExit):
        bulk_jobs.run(job.pk)
    monkeypatch.undo()
    assert bulk_jobs.progress(job) == bulk_jobs.Progress(done=1, refused=0, waiting=2)
    assert bulk_jobs.sweep() == 1
    assert of(handler) == {case.reference for case in cases}
    assert set(Case.objects.values_list("lock_version", flat=True)) == {1}
    assert bulk_jobs.sweep() == 0


def test_a_fault_in_one_case_keeps_no_others_and_that_one_is_tried_again(handler, monkeypatch):
    cases = many(3)
    bulk_jobs.assign_many(acting(handler), handler, cases, handler)
    whole = actions.assign

    def assign(actor, case, *args, **more):
        if case.pk == cases[0].pk:
            raise RuntimeError("a fault of ours")
        return whole(actor, case, *args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(actions, "assign", assign)
        bulk_jobs.sweep()
    assert of(handler) == {case.reference for case in cases[1:]}
    assert BulkJob.objects.get().finished_at is None
    bulk_jobs.sweep()
    assert of(handler) == {case.reference for case in cases}
    assert BulkJob.objects.get().finished_at is not None


def test_a_case_that_always_fails_is_given_up_after_five_tries_and_its_page_says_so(handler, monkeypatch):
    cases = many(2)
    job = bulk_jobs.assign_many(acting(handler), handler, cases, handler)
    whole, tries = actions.assign, []

    def assign(actor, case, *args, **more):
        if case.pk == cases[0].pk:
            tries.append(case)
            raise RuntimeError("a fault of ours")
        return whole(actor, case, *args, **more)

    monkeypatch.setattr(actions, "assign", assign)
    for _minute in range(bulk_jobs.MAX_ATTEMPTS):
        assert BulkJob.objects.get().finished_at is None
        bulk_jobs.sweep()
    assert bulk_jobs.progress(job) == bulk_jobs.Progress(done=1, refused=0, waiting=1)
    for _minute in range(3):
        bulk_jobs.sweep()
    assert len(tries) == bulk_jobs.MAX_ATTEMPTS
    assert BulkJob.objects.get().finished_at is not None
    client = Client()
    client.force_login(handler)
    page = client.get(f"{INBOX}taak/{job.pk}/").text
    assert "1 zaak is niet veranderd" in page
    assert "We probeerden het 5 keer." in page
    assert cases[0].reference in page


def test_a_case_that_ends_the_worker_each_time_is_given_up_too(handler, monkeypatch):
    job = a_job(handler, make_case())

    def killed(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(actions, "assign", killed)
    for _minute in range(bulk_jobs.MAX_ATTEMPTS):
        with pytest.raises(SystemExit):
            bulk_jobs.sweep()
    bulk_jobs.sweep()
    assert bulk_jobs.progress(job) == bulk_jobs.Progress(done=0, refused=1, waiting=0)


def test_a_job_out_of_time_makes_way_and_is_queued_again(handler):
    job = a_job(handler, make_case("Een"), make_case("Twee"))
    before = OrmQ.objects.count()
    assert bulk_jobs.run(job.pk, budget=-1).waiting == 2
    assert OrmQ.objects.count() == before + 1


def test_all_jobs_of_a_sweep_share_one_budget(handler, monkeypatch):
    a_job(handler, make_case("Een"))
    a_job(handler, make_case("Twee"))
    budgets = []
    monkeypatch.setattr(bulk_jobs, "run", lambda job_id, budget: budgets.append(budget))
    assert bulk_jobs.sweep(budget=0) == 0
    assert bulk_jobs.sweep(budget=1000) == 2
    assert 1000 >= budgets[0] > budgets[1]


def test_only_who_asked_sees_how_far_a_job_is(handler, colleague):
    job = a_job(handler, make_case())
    client = Client()
    client.force_login(colleague)
    assert client.get(f"{INBOX}taak/{job.pk}/").status_code == 404


def test_a_refused_case_that_went_out_of_reach_is_not_named(client, handler):
    case = make_case("Geheim")
    job = a_job(handler, case)
    BulkJobItem.objects.update(state="refused", reason="Dat ging niet.")
    Case.objects.update(department=make_department("ocmw", "Sociale dienst"))
    assert case.reference not in client.get(f"{INBOX}taak/{job.pk}/").text


def test_how_a_job_went_can_be_looked_up_for_thirty_days(handler, settings):
    from django.utils import timezone

    job = a_job(handler, make_case())
    bulk_jobs.run(job.pk)
    BulkJob.objects.update(finished_at=timezone.now() - bulk_jobs.JOB_TTL + timezone.timedelta(minutes=1))
    bulk_jobs.sweep()
    assert BulkJob.objects.exists()
    BulkJob.objects.update(finished_at=timezone.now() - bulk_jobs.JOB_TTL - timezone.timedelta(minutes=1))
    bulk_jobs.sweep()
    assert not BulkJob.objects.exists()
