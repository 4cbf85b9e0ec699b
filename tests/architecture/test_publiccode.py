"""publiccode.yml tells catalogues of public code about the release that this is."""

import re

import pytest
import yaml

from portal.version import __version__
from tests.architecture.house import ROOT

KEYS = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal"}


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_it_has_what_the_standard_asks_for(publiccode):
    assert publiccode.keys() >= KEYS | {"maintenance", "localisation"}
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert publiccode["maintenance"]["contacts"]  # asked of software that a community or the maker itself keeps


def test_each_description_keeps_to_the_lengths_of_the_standard(publiccode):
    for text in publiccode["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]
        assert all(len(feature) <= 100 for feature in text["features"])


def test_version_and_day_are_those_of_the_newest_release(publiccode):
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^\]]*)\] - (\S+)$", changelog, re.M)
    assert newest is not None
    assert (publiccode["softwareVersion"], publiccode["releaseDate"]) == newest.groups()
    assert publiccode["softwareVersion"] == __version__


def test_the_licence_is_that_of_the_package(publiccode):
    assert f'license = "{publiccode["legal"]["license"]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
