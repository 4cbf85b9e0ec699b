"""No circle of files, late imports among them, and no late import without a reason."""

from graphlib import CycleError, TopologicalSorter

from tests.architecture.house import imports, modules


def test_no_file_needs_itself_by_way_of_others():
    graph = {module: set() for module in modules()}
    for each in imports():
        graph[each.importer].add(each.module)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_every_late_import_says_why():
    """In AppConfig.ready() it is Django's own rule: models are not there before."""
    unexplained = [
        f"{each.importer}:{each.line} {each.module}"
        for each in imports()
        if each.is_late and not each.is_explained and not (each.importer.endswith(".apps") and each.function == "ready")
    ]
    assert unexplained == []
