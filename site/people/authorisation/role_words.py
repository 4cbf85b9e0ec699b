"""What a role may, in words: "Mag zaken van eigen dienst bekijken en wijzigen.". Made from its rights: it cannot say more."""

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from people.permissions import DepartmentPermissionPolicy

VERBS: dict[str, str | Promise] = {
    "view": _("bekijken"),
    "add": _("maken"),
    "change": _("wijzigen"),
    "delete": _("verwijderen"),
    "publish": _("online zetten"),
    "lock": _("vergrendelen"),
    "unlock": _("ontgrendelen"),
    "choose": _("kiezen"),
}
"""In the order in which they are said."""
OWN_WORDS: dict[str, str | Promise] = {"wagtailadmin.access_admin": _("Mag in de admin.")}
NOUNS: dict[str, str | Promise] = {
    "auth.group": _("rollen"),
    "people.user": _("collega’s"),
    "records.auditline": _("wie wat deed"),
    "records.heartbeat": _("wat er misging"),
    "records.outboxmessage": _("verstuurde berichten"),
    "wagtailimages.image": _("afbeeldingen"),
    "wagtaildocs.document": _("documenten"),
    "wagtailcore.page": _("pagina’s"),
}
"""How people call what Django calls otherwise."""


def in_words(group: Group) -> list[str]:
    """Return what a role may, a sentence each. Three queries, and one for the site's root."""
    sentences = _of_models(group.permissions.select_related("content_type").order_by("content_type", "pk"))
    rows = GroupPagePermission.objects.filter(group=group).select_related("permission", "page").order_by("page__path")
    by_page: dict[Page, list[str]] = defaultdict(list)
    for row in rows:
        by_page[row.page].append(row.permission.codename.removesuffix("_page"))
    for page, verbs in by_page.items():
        place = gettext("alle pagina’s") if page.depth <= 2 else gettext("pagina’s onder ‘%(page)s’") % {"page": page}
        sentences.append(_sentence(place, verbs))
    held = GroupCollectionPermission.objects.filter(group=group).select_related("permission__content_type")
    sentences += _of_models([row.permission for row in held])
    return list(dict.fromkeys(sentences))


def _of_models(permissions: Iterable[Permission]) -> list[str]:
    sentences: list[str] = []
    verbs: dict[str, list[str]] = defaultdict(list)
    for permission in permissions:
        kind = permission.content_type
        verb, _underscore, model = permission.codename.partition("_")
        if own := OWN_WORDS.get(f"{kind.app_label}.{permission.codename}"):
            sentences.append(str(own))
        elif verb in VERBS and model in (
            kind.model,
            "image",
            "document",
        ):  # Wagtail's rights keep the name of its own models
            verbs[f"{kind.app_label}.{model}"].append(verb)
        else:  # a right that its model names itself
            sentences.append(f"{permission.name}.")
    return [*sentences, *(_sentence(_noun(label), given) for label, given in verbs.items())]


def _noun(label: str) -> str:
    """Return "zaken van eigen dienst" for "cases.case"."""
    if label in NOUNS:
        return str(NOUNS[label])
    model = apps.get_model(label)
    plural = str(model._meta.verbose_name_plural)
    if isinstance(policy_registry.get_by_type(model), DepartmentPermissionPolicy):
        return gettext("%(things)s van eigen dienst") % {"things": plural}
    return plural


def _sentence(noun: str, verbs: Iterable[str]) -> str:
    given = set(verbs)
    words = [str(word) for verb, word in VERBS.items() if verb in given]
    said = (
        gettext("%(some)s en %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]} if words[1:] else words[0]
    )
    return gettext("Mag %(noun)s %(verbs)s.") % {"noun": noun, "verbs": said}
