"""How a city looks: what an administrator chooses, what follows from it, and what is refused with the remedy."""

import colorsys
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from ground.brand import NEUTRAL, MailColours, brand
from ground.brand import Brand as Look
from ground.generation import generation
from library.brand.colours import contrast, hex_colour, nearest, with_luminance
from library.brand.palette import DARK_GROUNDS, INK, LIGHT_GROUNDS, MIN_CONTRAST, SHIPPED, colours_of, pairs, refusals
from library.models import Brand, Picture
from people.roles import ADMINISTRATOR, CHIEF_EDITOR
from records.service import MessageContent, render_mail
from tests.architecture.test_repository import ROOT
from tests.cases.factories import staff
from tests.factories import make_department
from tests.library.factories import photo
from tests.trees import make_home

pytestmark = [  # Wagtail leaves open the files in which it makes a rendition
    pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.Spooled:ResourceWarning"),
]
TOKENS = (ROOT / "site/portal/static/css/tokens.css").read_text(encoding="utf-8")


def tokens(start, end):
    """Return the tokens of a part of tokens.css by name."""
    part = TOKENS[TOKENS.index(start) : TOKENS.index(end)]
    return dict(re.findall(r"--sn-([\w-]+):\s*([^;]+);", part))


LIGHT = tokens(":root {", "@media (prefers-color-scheme: dark)")
DARK = tokens("@media (prefers-color-scheme: dark)", "@media print")


def chosen(**fields):
    """Return the look of the default site with these choices, checked as the admin does."""
    row, _made = Brand.objects.get_or_create(site=Site.objects.get())
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


# What follows from two colours.


def test_the_shipped_colours_are_those_of_the_style_sheet():
    assert {name: LIGHT[f"brand-{name}"] for name in SHIPPED} == SHIPPED
    assert LIGHT["brand-ink"] == INK
    assert {"brand-sand": LIGHT["brand-sand"], **{name: LIGHT[name] for name in ("success-bg", "warn-bg")}} == {
        "brand-sand": LIGHT_GROUNDS["surface"],
        "success-bg": LIGHT_GROUNDS["success-bg"],
        "warn-bg": LIGHT_GROUNDS["warn-bg"],
    }
    assert {name: DARK[name] for name in DARK_GROUNDS} == DARK_GROUNDS


def test_every_colour_of_the_city_in_the_style_sheet_comes_from_the_first_layer():
    """What a city's own sheet replaces is nowhere written a second time."""
    own = {f"--sn-brand-{name}" for name in SHIPPED}
    later = [(name, value) for name, value in (*LIGHT.items(), *DARK.items()) if not name.startswith("brand-")]
    doubled = {name for name, value in later if value in set(SHIPPED.values())}
    assert doubled <= {"focus", "focus-halo", "warn-bg"}, "yellow of the focus and of a warning is no city's own"
    used = {token for _name, value in later for token in re.findall(r"var\((--sn-brand-[\w-]+)\)", value)}
    assert own - used <= {"--sn-brand-accent"}, "this one is used by components"


def test_the_values_that_mails_and_icons_wear_are_the_shipped_ones():
    assert Look() == NEUTRAL
    assert (
        MailColours(
            head=SHIPPED["primary-deep"],
            accent=SHIPPED["accent"],
            button=SHIPPED["primary"],
            dark_button=SHIPPED["dark-primary"],
            dark_link=SHIPPED["dark-link"],
        )
        == MailColours()
    )
    assert (NEUTRAL.primary_colour, NEUTRAL.accent_colour) == (SHIPPED["primary"], SHIPPED["accent"])
    assert NEUTRAL.theme_colour == SHIPPED["primary-deep"]
    icon = (ROOT / "site/portal/static/img/icon.svg").read_text(encoding="utf-8")
    assert {SHIPPED["primary-deep"], SHIPPED["accent"]} <= set(re.findall(r"#\w{6}", icon))


HUES = [hue / 8 for hue in range(8)]


@pytest.mark.parametrize("saturation", [0.2, 1.0])
@pytest.mark.parametrize("lightness", [0.0, 0.1, 0.5, 1.0])
def test_for_each_colour_there_is_one_near_with_which_all_can_be_read_in_both_schemes(lightness, saturation):
    """Whatever a city types, what it is offered passes, and what follows from it for a dark screen passes too."""
    for hue in HUES:
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
        primary = next((each.offered for each in refusals(colour) if each.pair.field == "primary_colour"), colour)
        accent = next((each.offered for each in refusals(primary, colour)), colour)
        assert refusals(primary, accent) == [], (colour, primary, accent)
        assert min(contrast(pair.front, pair.ground) for pair in pairs(colours_of(primary, accent))) >= MIN_CONTRAST


def test_the_shipped_colours_can_be_read():
    assert refusals() == []


def test_a_refusal_names_the_worst_pair_and_offers_the_nearest_colour():
    [refusal] = refusals("#3b82f6")
    assert refusal.pair.field == "primary_colour"
    assert contrast(refusal.pair.front, refusal.pair.ground) < MIN_CONTRAST
    one_lighter = with_luminance(refusal.offered, 0.2)
    assert refusals(refusal.offered) == []
    assert refusals(one_lighter) != []


def test_both_offers_can_be_taken_at_once():
    primary, accent = refusals("#3b82f6", "#7a0019")
    assert (primary.pair.field, accent.pair.field) == ("primary_colour", "accent_colour")
    assert refusals(primary.offered, accent.offered) == []


def test_a_figure_is_never_rounded_up_to_the_one_that_is_needed():
    [pair] = [pair for pair in pairs(colours_of("#777777")) if pair.front == "#ffffff"][:1]
    assert 4.4 < contrast(pair.front, pair.ground) < 4.5
    assert pair.ratio == 4.4


def test_a_colour_that_passes_is_its_own_nearest():
    assert nearest("#123456", lambda colour: True) == "#123456"
    assert nearest("#123456", lambda colour: False) is None


@pytest.mark.parametrize("text", ["blauw", "#12345", "#1234567", "rgb(1,2,3)", "#gggggg", "14509e;}", "#14509e\n#"])
def test_what_is_no_code_of_a_colour_is_none(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        hex_colour(text)


# What an administrator fills in.


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["blauw", "rgb(20, 80, 158)", "#1450"])
def test_a_colour_that_is_no_code_is_refused_by_name(typed):
    with pytest.raises(ValidationError) as refused:
        chosen(primary_colour=typed)
    [message] = refused.value.message_dict["primary_colour"]
    assert f"“{typed}”" in message
    assert "#14509e" in message


@pytest.mark.django_db
def test_a_colour_is_kept_as_six_small_digits():
    assert chosen(primary_colour="7A0019", accent_colour="#FFC").primary_colour == "#7a0019"
    assert Brand.objects.get().accent_colour == "#ffffcc"


@pytest.mark.django_db
def test_a_picture_that_would_be_blurred_is_refused_by_name(media):
    small = Picture.objects.create(title="Postzegel", file=photo((90, 40)))
    with pytest.raises(ValidationError) as refused:
        chosen(mark=small, hero=small)
    assert all("Postzegel" in message for [message] in refused.value.message_dict.values())
    assert set(refused.value.message_dict) == {"mark", "hero"}


@pytest.fixture
def administrator(client):
    make_home()
    client.force_login(staff("beheerder", ADMINISTRATOR, make_department()))
    return client


def screen():
    return reverse("wagtailsettings:edit", args=["library", "brand", Site.objects.get().pk])


FILLED = {"primary_colour": "", "accent_colour": "", "letter": "atkinson", "drawing": "", "mark": "", "hero": ""}


@pytest.mark.django_db
def test_an_administrator_chooses_the_look(administrator, media):
    mark = Picture.objects.create(title="Wapen", file=photo((300, 300)))
    answer = administrator.post(
        screen(), {**FILLED, "primary_colour": "#00693e", "mark": mark.pk, "drawing": "balloons"}
    )
    assert answer.status_code == 302
    row = Brand.objects.get()
    assert (row.primary_colour, row.mark, row.drawing) == ("#00693e", mark, "balloons")


@pytest.mark.django_db
def test_the_screen_says_what_is_wrong_offers_a_colour_to_take_and_keeps_what_was_typed(administrator):
    page = administrator.post(
        screen(), {**FILLED, "primary_colour": "#3b82f6", "accent_colour": "zwart"}
    ).content.decode()
    assert "“zwart” is geen kleurcode" in page
    assert 'value="#3b82f6"' in page
    assert 'value="zwart"' in page
    page = administrator.post(screen(), {**FILLED, "primary_colour": "#3b82f6"}).content.decode()
    [refusal] = refusals("#3b82f6")
    assert f'data-sn-colour="{refusal.offered}" data-sn-colour-for="id_primary_colour"' in page
    assert "3,2 op 1" in page
    assert 'value="#3b82f6"' in page
    assert Brand.objects.get().primary_colour == ""
    assert administrator.post(screen(), {**FILLED, "primary_colour": refusal.offered}).status_code == 302


@pytest.mark.django_db
def test_who_is_no_administrator_has_no_such_screen(client):
    make_home()
    client.force_login(staff("hoofdredactie", CHIEF_EDITOR, make_department()))
    assert client.get(screen()).status_code in (302, 403, 404)
    assert client.post(screen(), {**FILLED, "primary_colour": "#00693e"}).status_code in (302, 403, 404)
    assert not Brand.objects.exclude(primary_colour="").exists()


def test_a_picture_with_a_script_in_it_is_no_mark():
    """A vector drawing can hold a script, so none is taken: what is not taken cannot be chosen."""
    assert "svg" not in settings.WAGTAILIMAGES_EXTENSIONS


# What visitors see.


@pytest.mark.django_db
def test_a_city_that_chose_nothing_is_neutral_and_asks_for_no_sheet(client):
    make_home()
    page = client.get("/").content.decode()
    assert "/merk/" not in page
    assert "sn-b1" not in page
    Brand.objects.create(site=Site.objects.get())  # as opening the screen does
    assert brand() == NEUTRAL
    assert client.get("/").content.decode() == page


@pytest.mark.django_db
def test_a_city_of_its_own_colours_letter_and_pictures(client, media):
    """Another city, and no template was touched."""
    make_home()
    mark = Picture.objects.create(title="Wapen", file=photo((400, 300), "PNG", "wapen.png"))
    hero = Picture.objects.create(title="Markt", file=photo((1000, 2000)))  # it lies on its side: 2000 wide
    chosen(primary_colour="#7a0019", accent_colour="#f3d77b", letter="system", mark=mark, hero=hero)
    look = brand()
    page = client.get("/").content.decode()
    assert f'<link rel="stylesheet" href="{look.stylesheet}">' in page
    assert f'src="{look.mark.url}" width="{look.mark.width}" height="{look.mark.height}" alt=""' in page
    assert f'width="{look.hero.image.width}" height="{look.hero.image.height}" alt=""' in page
    assert 'type="image/avif"' in page
    assert "1280w" in page
    assert "fonts/atkinson" not in page
    assert f'<link rel="icon" href="{look.icon_png.url}" type="image/png"' in page
    assert '<meta name="theme-color" content="#' in page
    assert SHIPPED["primary-deep"] not in page
    mail = render_mail(MessageContent("Uw zaak", (), button="Volg uw zaak"), "https://stad.example/t/x/").html
    assert "background:#7a0019" in mail
    assert look.mail.head in mail
    sheet = client.get(look.stylesheet)
    assert "--sn-brand-primary: #7a0019;" in sheet.content.decode()
    assert "--sn-brand-font: system-ui" in sheet.content.decode()
    assert sheet["Content-Type"].startswith("text/css")
    assert "immutable" in sheet["Cache-Control"]


@pytest.mark.django_db
def test_the_drawing_wears_the_colours_of_the_city(client):
    make_home()
    chosen(primary_colour="#00693e", drawing="balloons")
    page = client.get("/").content.decode()
    assert "sn-b1" in page
    assert 'fill="#00693e"' in page
    icon = client.get(brand().icon)
    assert icon["Content-Type"] == "image/svg+xml"
    assert colours_of("#00693e")["primary-deep"] in icon.content.decode()


@pytest.mark.django_db
def test_a_page_older_than_the_look_is_led_to_the_look_of_today(client):
    make_home()
    chosen(primary_colour="#00693e")
    old = brand().stylesheet
    chosen(primary_colour="#7a0019")
    answer = client.get(old)
    assert answer.status_code == 302
    assert answer["Location"] == brand().stylesheet
    assert answer["Cache-Control"] == "no-store"
    chosen(primary_colour="")
    assert client.get(old).status_code == 404


@pytest.mark.django_db
def test_without_its_picture_a_page_shows_the_drawing(client, media):
    make_home()
    mark = Picture.objects.create(title="Wapen", file=photo((400, 300)))
    chosen(mark=mark, hero=Picture.objects.create(title="Markt", file=photo((1000, 2000))))
    Path(media / mark.file.name).unlink()
    mark.renditions.all().delete()
    assert brand().mark is None
    assert client.get("/").status_code == 200
    Picture.objects.all().delete()
    assert (brand().mark, brand().hero) == (None, None)
    assert Brand.objects.get().hero is None
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_each_page_is_made_anew_when_the_look_changes():
    make_home()
    before = generation()
    chosen(primary_colour="#00693e")
    between = generation()
    assert between != before
    Brand.objects.update(primary_colour="#7a0019")
    assert generation() != between


@pytest.mark.django_db(transaction=True)
def test_a_warm_page_reads_nothing_of_the_look(django_assert_num_queries, media):
    make_home()
    chosen(mark=Picture.objects.create(title="Wapen", file=photo((400, 300))))
    look = brand()
    with django_assert_num_queries(0):
        assert brand() is look
