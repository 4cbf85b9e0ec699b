from search.engines.base import FacetBucket, SearchQuery
from search.engines.groups import Group, buckets, codes_of

FACETS = {"kind": ["product"], "theme": ["Wonen", "Milieu", "Wonen"], "product": ["12"]}


def test_codes_are_one_text_whatever_their_order():
    assert codes_of(FACETS) == "kind:product\ntheme:Milieu\ntheme:Wonen"
    assert codes_of({}) == ""


def test_a_group_reads_its_codes_back():
    group = Group.of(codes_of({"theme": ["a:b"], "kind": ["form"]}), 3)
    assert group == Group(frozenset({("theme", "a:b"), ("kind", "form")}), 3)
    assert Group.of("", 1).answers(())
    assert not Group.of("", 1).answers([("kind", "form")])


def test_each_facet_is_counted_without_its_own_filter():
    groups = [Group.of("kind:product\ntheme:A\ntheme:B", 2), Group.of("kind:form\ntheme:A", 3)]
    counted = buckets(groups, SearchQuery("nl", (("kind", "product"),)))
    assert counted["kind"] == [FacetBucket("form", 3), FacetBucket("product", 2)]
    assert counted["theme"] == [FacetBucket("A", 2), FacetBucket("B", 2)]
    assert counted["audience"] == []
