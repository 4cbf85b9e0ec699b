"""A local edit is never overwritten."""

from products.ipdc.merge import merge, same

BASE = {"title": "Oud", "summary": "Kort"}


def test_an_unedited_page_takes_what_the_source_changed() -> None:
    result = merge(BASE, BASE, {**BASE, "title": "Nieuw"})
    assert (result.taken, result.conflicts) == ({"title": "Nieuw"}, {})
    assert result.base == {"title": "Nieuw", "summary": "Kort"}


def test_a_local_edit_stays_while_the_source_is_quiet() -> None:
    result = merge(BASE, {**BASE, "title": "Hier"}, BASE)
    assert (result.taken, result.conflicts, result.base) == ({}, {}, BASE)


def test_both_changed_is_a_conflict_that_the_next_run_still_sees() -> None:
    incoming = {**BASE, "title": "Nieuw"}
    first = merge(BASE, {**BASE, "title": "Hier"}, incoming)
    assert (first.taken, first.conflicts, first.base) == ({}, {"title": "Nieuw"}, BASE)
    assert merge(first.base, {**BASE, "title": "Hier"}, incoming).conflicts == {"title": "Nieuw"}


def test_a_conflict_in_one_field_does_not_hold_up_another() -> None:
    result = merge(BASE, {**BASE, "title": "Hier"}, {"title": "Nieuw", "summary": "Langer"})
    assert (result.taken, result.conflicts) == ({"summary": "Langer"}, {"title": "Nieuw"})


def test_both_changed_to_the_same_is_settled() -> None:
    new = {**BASE, "title": "Nieuw"}
    result = merge(BASE, new, new)
    assert (result.taken, result.conflicts, result.base) == ({}, {}, new)


def test_a_field_that_an_older_import_did_not_know_fills_an_empty_page_only() -> None:
    assert merge({}, {"themes": []}, {"themes": ["A"]}).taken == {"themes": ["A"]}
    assert merge({}, {"themes": ["B"]}, {"themes": ["A"]}).conflicts == {"themes": ["A"]}


def test_what_the_editor_adds_by_itself_is_no_edit() -> None:
    assert same('<p data-block-key="k1">a</p>', "<p>a</p>")
    assert same([{"type": "x", "value": {"t": "a\r\nb"}, "id": "1"}], [{"type": "x", "value": {"t": "a\nb"}}])
    assert not same("<p>a</p>", '<p><a linktype="page" id="3">a</a></p>')
    assert not same('<a linktype="page" id="3">a</a>', '<a linktype="page" id="4">a</a>')
