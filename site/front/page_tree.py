"""The pages without which no product has a place (home, all products, the themes), and Wagtail's record of the site's address."""

from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission, Page, Site

from front.models import ContentPage, HomePage, as_text
from front.rights import HOME, ON_PAGES, PRODUCTS
from ground.frame import frame
from people.roles import ROLES, group_of
from products.codelists import code_list
from products.models import ProductIndexPage, ThemeIndexPage, ThemePage

P = TypeVar("P", bound=Page)
PORTS = {"http": 80, "https": 443}


class AddressTaken(Exception):
    """Another record of Wagtail's sites has the address of SITE_URL; the text is for the operator."""


START_TEXTS = (
    (
        "contact",
        _("Contact"),
        _("U bereikt ons met de telefoon, per mail of aan een loket."),
        _(
            '<p>Ons telefoonnummer en ons adres staan onderaan elke pagina. Kijk bij <a href="/plaatsen/">plaatsen en '
            "openingsuren</a> wanneer u kunt langskomen.</p>"
        ),
    ),
    (
        "privacy",
        _("Privacy"),
        _("U leest hier wat er met uw gegevens gebeurt."),
        _("<p>Hebt u een vraag over de gegevens die u ons geeft? Neem contact met ons op.</p>"),
    ),
    (
        "toegankelijkheid",
        _("Toegankelijkheid"),
        _("Iedereen moet deze site kunnen gebruiken."),
        _("<p>Werkt er iets niet voor u? Neem contact met ons op en zeg op welke pagina u vastzit.</p>"),
    ),
)
"""Slug, title, introduction and text of the pages to which the frame of every page links; editors write on from here."""


@transaction.atomic
def sync(*, with_start_texts: bool = False) -> HomePage:
    """Return the home page, after making what is absent and letting the site's record follow SITE_URL.

    with_start_texts: a new home gets the ordinary pages to which the frame of every page links.

    What an editor renamed, rewrote or took offline stays as it is. The themes come with their index page, once: a theme that
    an editor deleted does not come back. roles.sync() must have run. Raises AddressTaken.
    """
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    home: HomePage | None = HomePage.objects.first()
    is_new = home is None
    home = home or _make_home(site)
    _follow_site_url(site, home)
    if not ProductIndexPage.objects.exists():
        publish_below(home, ProductIndexPage(title=gettext("Alle producten"), slug="producten"))
    if not ThemeIndexPage.objects.exists():
        index = publish_below(home, ThemeIndexPage(title=gettext("Thema’s"), slug="thema"))
        for theme in code_list("themes").values():
            publish_below(index, ThemePage(title=theme.label, slug=theme.code, theme=theme.code))
    for slug, title, introduction, body in START_TEXTS if is_new and with_start_texts else ():
        publish_below(
            home, ContentPage(slug=slug, title=str(title), introduction=str(introduction), body=as_text(str(body)))
        )
    open_to_roles(home)
    home.refresh_from_db()
    return home


def is_in_step() -> bool:
    """Return whether Wagtail writes the addresses of pages as SITE_URL says. One query."""
    site = Site.objects.filter(is_default_site=True).first()
    return site is not None and (site.hostname, site.port) == _host_and_port()


def publish_below(parent: Page, page: P) -> P:
    """Return the page, added under the parent as a draft and then published by a revision."""
    draft_below(parent, page).get_latest_revision().publish()
    page.refresh_from_db()
    return page


def draft_below(parent: Page, page: P) -> P:
    """Return the page, added under the parent as a draft."""
    page.live, page.has_unpublished_changes = False, True
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision(clean=False)  # add_child has cleaned it
    return page


def _make_home(site: Site) -> HomePage:
    """Make the front page in the place of Wagtail's welcome page."""
    name = frame().city_name
    title = gettext("Stadswinkel %(city)s") % {"city": name} if name else gettext("Stadswinkel")
    introduction = gettext(
        "Zoek wat u wilt regelen. U ziet meteen wat u nodig hebt, wat het kost en hoelang het duurt."
    )
    home = publish_below(
        Page.get_first_root_node(), HomePage(title=title, slug="stadswinkel", introduction=introduction)
    )
    welcome = site.root_page_id
    site.root_page, site.site_name = home, site.site_name or title
    site.hostname, site.port = _host_and_port()
    site.save()
    Page.objects.filter(pk=welcome, depth=2).exclude(pk=home.pk).delete()
    return home


def open_to_roles(home: HomePage) -> None:
    """Let the built-in roles do exactly what front.rights says with the pages of the city and with products."""
    products = ProductIndexPage.objects.first()
    places = {HOME: home, PRODUCTS: products}
    for role in ROLES:
        group = group_of(role)
        if group is None:  # roles.sync() has not run
            continue
        wanted = {
            (places[place].pk, verb)
            for place, rights in ON_PAGES.items()
            for verb in rights.get(role, ())
            if places[place] is not None
        }
        held = GroupPagePermission.objects.filter(group=group).select_related("permission")
        for row in held:
            if (row.page_id, row.permission.codename) in wanted:
                wanted.remove((row.page_id, row.permission.codename))
            else:
                row.delete()
        for page_id, codename in sorted(wanted):
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.create(group=group, page_id=page_id, permission=permission)


def _follow_site_url(site: Site, home: HomePage) -> None:
    hostname, port = _host_and_port()
    if site.pk and (site.hostname, site.port) == (hostname, port):
        return
    if Site.objects.filter(hostname=hostname, port=port).exclude(pk=site.pk).exists():
        raise AddressTaken(
            f"Another site of Wagtail has the address of SITE_URL ({hostname}, port {port}). "
            "Give it another one, or delete it, under Instellingen > Sites in the admin."
        )
    site.hostname, site.port = hostname, port
    site.root_page = site.root_page if site.pk else home
    site.save()


def _host_and_port() -> tuple[str, int]:
    address = urlsplit(settings.SITE_URL)
    return address.hostname or "localhost", address.port or PORTS[address.scheme]
