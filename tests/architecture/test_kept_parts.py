"""What a template keeps by `{% cache %}` is told by the values that it names: nothing else in it may differ between two pages."""

from pathlib import Path

import pytest
from django.template import Template, engines
from django.template.base import Node, Variable
from django.templatetags.cache import CacheNode

from portal import paths

ALWAYS_THE_SAME = {"site_files"}
"""Addresses of files that go with the version."""


def parts() -> list[CacheNode]:
    """Return each part that a template keeps."""
    cache_nodes = []
    for file in sorted(Path(paths.TEMPLATES).rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        if "{% cache " in text:
            template: Template = engines["django"].from_string(text).template  # type: ignore[attr-defined]  # an engine of Django's own
            cache_nodes += template.nodelist.get_nodes_by_type(CacheNode)
    return cache_nodes


def names_in(node: Node) -> set[str]:
    """Return the variables of the context that a node reads itself."""
    names = set()
    for value in [*vars(node).values(), *getattr(node, "extra_context", {}).values()]:
        variable = getattr(value, "var", None)
        if isinstance(variable, Variable) and variable.lookups:
            names.add(variable.lookups[0])
    return names


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.fragment_name)
def test_a_part_that_is_kept_reads_only_what_it_is_kept_by(part):
    nodes = part.nodelist.get_nodes_by_type(Node)
    read = set().union(*map(names_in, nodes)) - {"True", "False", "None"}
    if part.fragment_name not in ALWAYS_THE_SAME:
        read.add("language_code")
    assert read <= {value.var.lookups[0] for value in part.vary_on}
    assert all(node.isolated_context for node in nodes if hasattr(node, "isolated_context")), "an include lacks `only`"


def test_what_is_kept_is_found_by_this_test():
    assert {part.fragment_name for part in parts()} == {"site_files", "header_search", "footer"}
