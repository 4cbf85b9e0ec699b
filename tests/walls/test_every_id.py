"""Every address and parameter of the admin that takes an id, given what is none: not there, but no error of the server."""

import copy
from urllib.parse import quote

import pytest

from ground.ids import MAX_ID, read_id, read_number
from tests.walls import routes
from tests.walls.test_every_address import browser

NONE = ["²", "9" * 30, "9" * 5000]
PARAMETERS = ["id", "p", "page", "user", "department", "handler", "product", "parent", "collection_id", "object_id",
              "content_type", "task", "workflow", "owner", "edited_by", "groups", "zoekvraag", "next"]  # fmt: skip


@pytest.mark.parametrize("text", [*NONE, "", "0", "-1", "1.0", " 1", "１", "\x00", None, str(MAX_ID + 1)])
def test_what_is_no_id_is_read_as_none(text):
    assert read_id(text) is None


def test_an_id_is_read_up_to_what_a_column_holds():
    assert [read_id("1"), read_id("007"), read_id(12), read_id(str(MAX_ID))] == [1, 7, 12, MAX_ID]
    assert [read_number("0"), read_number("²")] == [0, None]


def filled(world, bad):
    """Yield each address under /cms/ that takes parameters, with one of them at a time being no id."""
    for route in routes.routes():
        names = [match["name"] or match["group"] for match in routes.PARAMETER.finditer(route)]
        for place in range(len(names)):
            values = [(routes.values(route, name, world) or [1])[0] for name in names]
            values[place] = bad
            yield routes.fill(route, [quote(str(value)) for value in values])


@pytest.mark.django_db
@pytest.mark.walk
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:Unclosed file:ResourceWarning")
class TestTheAdmin:
    @pytest.fixture
    def administrator(self, built):
        world = copy.deepcopy(built)
        return world, browser(world, "administrator")

    @pytest.mark.parametrize("bad", NONE)
    @pytest.mark.parametrize(
        "address",
        [
            "snippets/choose/counters/place/chosen/{}/",
            "snippets/forms_app/form/history/{}/revisions/compare/earliest...latest/",
            "images/chooser/chosen/{}/",
            "documents/chooser/chosen/{}/",
            "zoeken/kies-resultaat/chosen/{}/",
        ],
    )
    def test_wagtails_own_views_answer_that_it_is_not_there(self, admin_client, address, bad):
        assert admin_client.get(f"/cms/{address.format(quote(bad))}").status_code == 404

    @pytest.mark.parametrize("bad", [*NONE, "abc", "1,x"])
    @pytest.mark.parametrize("address", ["api/main/pages/find/", "choose-page/chosen-multiple/"])
    def test_what_is_looked_up_by_no_id_is_not_there(self, admin_client, address, bad):
        assert admin_client.get(f"/cms/{address}", {"id": bad}).status_code == 404

    @pytest.mark.parametrize("bad", ["9" * 30, "²"])
    @pytest.mark.parametrize("name", ["user", "owner", "edited_by", "content_type"])
    def test_a_filter_by_no_id_is_not_there(self, admin_client, name, bad):
        assert admin_client.get("/cms/pages/", {name: bad}).status_code == 404
        assert admin_client.get("/cms/pages/", {name: ""}).status_code == 200

    def test_a_version_is_still_named_by_a_word(self, administrator):
        world, client = administrator
        page = world.ids["page"][0]
        assert client.get(f"/cms/pages/{page}/revisions/compare/earliest...latest/").status_code == 200

    @pytest.mark.parametrize("bad", NONE, ids=["raised two", "30 digits", "5000 digits"])
    def test_no_address_with_what_is_no_id_is_an_error_of_the_server(self, administrator, bad):
        world, client = administrator
        broken = [address[:90] for address in filled(world, bad) if client.get(address).status_code >= 500]
        assert broken == [], "\n".join(broken)

    def test_no_parameter_that_is_no_id_is_an_error_of_the_server(self, administrator):
        _world, client = administrator
        addresses = [f"/{route}" for route in routes.routes() if not routes.PARAMETER.search(route)]
        broken = [
            (address, bad[:5])
            for address in addresses
            for bad in NONE
            if client.get(address, dict.fromkeys(PARAMETERS, bad)).status_code >= 500
        ]
        assert broken == [], "\n".join(map(str, broken))

    @pytest.mark.parametrize("bad", NONE)
    def test_a_case_is_given_to_nobody_by_what_is_no_id(self, administrator, bad):
        world, client = administrator
        address = f"/cms/snippets/cases/case/edit/{world.ids['case'][0]}/toewijzen/"
        assert client.post(address, {"handler": bad, "lock_version": bad}).status_code == 404
        assert client.post("/cms/producten/verschillen/", {"imported": bad}).status_code == 404
        assert client.get("/cms/bulk/cases/case/claim/", {"id": bad}).status_code < 500
