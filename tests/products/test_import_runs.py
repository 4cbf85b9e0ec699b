"""What is kept of each run of an import, and who may read it; a fault of our own is told apart."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse

from people import roles
from people.models import User
from products.importer import Importer
from products.models import ImportRun
from tests.products.snapshots import page, report_page, snapshot, tombstone


def test_the_report_of_each_run_is_read_in_the_admin(load, django_assert_max_num_queries):
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    load(snapshot("zwemles"), snapshot("judo"))
    load(tombstone("zwemles"))
    runs = client.get(reverse("products_import_runs")).text
    assert "1 ingetrokken" in runs
    assert "2 nieuw" in runs
    address = reverse("products_import_run", args=[ImportRun.objects.first().pk])
    client.get(address)
    with django_assert_max_num_queries(25):
        text = client.get(address).text
    assert "Zwemles" in text
    assert "Het staat nog online. Beslis onder “Verschillen met IPDC”." in text


def test_runs_are_listed_twenty_a_page_and_the_oldest_go(db, django_assert_max_num_queries):
    for _number in range(ImportRun.MAX_RUNS + 2):
        ImportRun.keep(seconds=1, counts={"created": 1}, sources=["a.nt"], warnings=[], lines=[])
    assert ImportRun.objects.count() == ImportRun.MAX_RUNS
    client = Client()
    client.force_login(User.objects.create_superuser("an"))
    client.get(reverse("products_import_runs"))
    with django_assert_max_num_queries(25):
        text = client.get(reverse("products_import_runs")).text
    assert "Pagina 1 van 3" in text


@pytest.mark.parametrize(("count", "left_out"), [(ImportRun.MAX_LINES, 0), (ImportRun.MAX_LINES + 1, 1)])
def test_a_report_keeps_so_many_lines(db, count, left_out):
    run = ImportRun.keep(seconds=1, counts={}, sources=[], warnings=[], lines=[{"status": "created"}] * count)
    assert (len(run.lines), run.left_out) == (ImportRun.MAX_LINES, left_out)


def test_staff_who_edit_no_page_read_no_report(db):
    user = User.objects.create_user("balie", password="een-lang-wachtwoord")
    user.groups.add(Group.objects.get(role__code=roles.COUNTER))
    run = ImportRun.keep(seconds=1, counts={}, sources=[], warnings=[], lines=[])
    client = Client()
    client.force_login(user)
    for address in (reverse("products_import_runs"), reverse("products_import_run", args=[run.pk])):
        assert client.get(address).status_code in (302, 403)
        assert "Verslag van een inlezing" not in client.get(address, follow=True).text


def test_a_fault_of_our_own_is_logged_with_its_traceback_and_counted_apart(load, monkeypatch, caplog, admin_client):
    def broken(importer, instance):
        raise KeyError("waarde")

    monkeypatch.setattr(Importer, "_import", broken)
    with pytest.raises(CommandError, match="1 instances failed by a fault of the importer"):
        load(snapshot("zwemles"))
    assert "KeyError" in caplog.text
    assert "Traceback" in caplog.text or any(record.exc_info for record in caplog.records)
    assert ImportRun.objects.get().counts["failed"] == 1
    shown = report_page(admin_client)
    assert "Het programma maakte een fout." in shown
    assert "KeyError" not in shown


def test_a_fault_while_reading_one_instance_lets_the_others_in(load, monkeypatch):
    from products.ipdc import reader

    whole = reader.Reader.instance

    def broken(self, node, iri):
        if iri.endswith("zwemles"):
            raise KeyError("waarde")
        return whole(self, node, iri)

    monkeypatch.setattr(reader.Reader, "instance", broken)
    with pytest.raises(CommandError, match="1 instances failed"):
        load(snapshot("zwemles"), snapshot("judo"))
    assert page("judo").live
