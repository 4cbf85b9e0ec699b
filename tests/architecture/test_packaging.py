"""What the wheel holds. That it runs is tried by .ci/wheel, which needs the network."""

import runpy
import tomllib
from pathlib import Path

from portal import paths
from tests.architecture.test_repository import ROOT, tracked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]


def test_the_wheel_holds_every_package_at_the_top_and_none_called_site():
    names = [Path(package).name for package in WHEEL["packages"]]
    assert sorted(names) == sorted(PROJECT["tool"]["importlinter"]["root_packages"])
    assert "site" not in names
    assert all((ROOT / package / "__init__.py").is_file() for package in WHEEL["packages"])
    assert not (ROOT / "site" / "__init__.py").exists()


def test_what_stands_beside_the_packages_goes_where_an_installed_portal_looks_for_it(monkeypatch, tmp_path):
    assert WHEEL["force-include"] == {
        "templates": "portal/templates",
        "site/locale": "portal/locale",
        "docs/hulp": "portal/hulp",
    }
    assert (paths.TEMPLATES, paths.LOCALE) == (ROOT / "templates", ROOT / "site" / "locale")
    assert paths.HELP == ROOT / "docs" / "hulp"
    installed = tmp_path / "lib" / "portal" / "paths.py"
    installed.parent.mkdir(parents=True)
    installed.write_text(Path(paths.__file__).read_text())
    monkeypatch.chdir(tmp_path)
    values = runpy.run_path(str(installed))
    assert values["TEMPLATES"] == installed.parent / "templates"
    assert values["LOCALE"] == installed.parent / "locale"
    assert values["HELP"] == installed.parent / "hulp"
    assert values["VAR"] == tmp_path / "var"


def test_no_package_is_empty():
    """Where the last module of a package moved out, the package goes as well."""
    folders = {file.parent for file in tracked("*.py") if file.name == "__init__.py" and "tests" not in file.parts}
    files = tracked("*")
    empty = [folder for folder in folders if sum(folder in file.parents for file in files) == 1]
    assert empty == []
