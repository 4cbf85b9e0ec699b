"""The admin wears the tokens of the site: the same values, by the theme that a colleague chose."""

import re

from wagtail.models import Site

from library.models import Brand
from tests.architecture.test_repository import ROOT

CSS = ROOT / "site/portal/static/css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")
ADMIN = (CSS / "admin.css").read_text(encoding="utf-8")
CASES = (ROOT / "site/cases/static/cases/admin.css").read_text(encoding="utf-8")
DARK = "@media (prefers-color-scheme: dark)"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", re.IGNORECASE)


def tokens(text):
    return dict(re.findall(r"(--sn-[\w-]+):\s*([^;]+);", text))


LIGHT, IN_DARK = (tokens(part) for part in TOKENS.split("@media print")[0].split(DARK))
PAIR = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))+), ((?:[^(),]|\([^()]*\))+)\)")
BOTH = {
    name: PAIR.fullmatch(value).groups() for name, value in tokens(ADMIN).items() if value.startswith("light-dark(")
}
OWN = {"--sn-soon-edge"}


def as_written(value):
    """Return a value with the names of our own first layer in it replaced by what they stand for."""
    return re.sub(r"var\((--sn-brand-[\w-]+)\)", lambda match: LIGHT[match[1]], value)


def test_each_token_of_the_admin_has_the_value_that_it_has_on_the_site_in_light_and_in_dark():
    assert len(BOTH) > 10
    for name in BOTH.keys() - OWN:
        light, dark = BOTH[name]
        assert as_written(light) == as_written(LIGHT[name]), name
        assert as_written(dark) == as_written(IN_DARK[name]), name


def test_what_the_admin_takes_of_the_first_layer_is_there():
    assert set(re.findall(r"var\((--sn-brand-[\w-]+)", ADMIN + CASES)) <= LIGHT.keys()


def test_no_colour_is_written_outside_the_tokens():
    rules = ADMIN[ADMIN.index(".sn-brand {") :] + CASES
    assert COLOUR.findall(rules) == []


def test_the_admin_brings_the_tokens_before_its_own_sheet(admin_client):
    page = admin_client.get("/cms/").text
    assert page.index("css/tokens") < page.index("css/admin")


def test_the_admin_wears_the_colours_that_a_city_chose(admin_client):
    Brand.objects.create(site=Site.objects.get(), primary_colour="#7a1f5c")
    page = admin_client.get("/cms/").text
    assert page.index("css/tokens") < page.index("/merk/") < page.index("css/admin")
