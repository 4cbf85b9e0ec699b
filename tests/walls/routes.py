"""Every address under /cms/, read from the resolver, with the ids of the world filled in."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from tests.walls.world import World

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>(?:[^()]|\([^)]*\))*\)")
BULK = ("cases/case", "cases/casetype", "forms_app/form", "wagtailcore/page", "library/picture",
        "library/file", "people/user", "api/apiclient", "people/department", "people/team", "counters/place",
        "products/authority")  # fmt: skip
ACTIONS = ("delete", "publish", "unpublish", "move", "claim", "add_tags", "add_to_collection", "assign_role",
           "set_active_state")  # fmt: skip


def routes() -> list[str]:
    """Return each pattern under cms/ once, as the resolver writes it."""
    paths = _walk(get_resolver("portal.urls").url_patterns, "")
    return [route for route in dict.fromkeys(paths) if route.startswith("cms/")]


def _walk(patterns: Any, prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def addresses(world: World) -> list[str]:
    """Return every address that a route makes with the ids of the world, and the bulk and query ones."""
    paths = [address for route in routes() for address in _filled(route, world)]
    for model, action in itertools.product(BULK, ACTIONS):
        kind = {"library/picture": "image", "library/file": "document"}.get(model, model.split("/")[1])
        ids = world.ids.get({"page": "page", "authority": "place"}.get(kind, kind), [1])
        paths += [f"/cms/bulk/{model}/{action}/?id={id_}" for id_ in [*ids[:2], "all"]]
    for kind, base in (("form", "choose/forms_app/form"), ("casetype", "choose/cases/casetype")):
        paths += [f"/cms/snippets/{base}/chosen-multiple/?id={id_}" for id_ in world.ids[kind]]
    paths += [f"/cms/choose-page/chosen-multiple/?id={id_}" for id_ in world.ids["page"][:2]]
    paths += ["/cms/?export=csv"]
    for listing in ("snippets/forms_app/form/", "snippets/cases/casetype/", "snippets/cases/case/", "reports/locked/",
                    "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/", "reports/aging-pages/",
                    "producten/", "users/", "redirects/"):  # fmt: skip
        paths += [f"/cms/{listing}?export=csv", f"/cms/{listing}?q=sluis", f"/cms/{listing}results/?q=sluis"]
    paths += ["/cms/pages/search/?q=sluis", "/cms/pages/search/results/?q=sluis", "/cms/choose-page/search/?q=sluis",
              "/cms/images/?q=sluis", "/cms/documents/?q=sluis", "/cms/images/chooser/?q=sluis",
              "/cms/api/main/pages/?search=sluis", "/cms/api/main/pages/?fields=*", "/cms/api/main/images/?fields=*"]  # fmt: skip
    return paths


def _filled(route: str, world: World) -> list[str]:
    names = [match["name"] or match["group"] for match in PARAMETER.finditer(route)]
    choices = [values(route, name, world) for name in names]
    rows = itertools.product(*choices) if len(names) < 2 else itertools.zip_longest(*choices)
    return list(dict.fromkeys(fill(route, [v if v is not None else c[-1] for v, c in zip(row, choices, strict=True)])
                              for row in rows)) if names else [fill(route, [])]  # fmt: skip


def fill(route: str, values: list[Any]) -> str:
    left = list(values)
    text = PARAMETER.sub(lambda _match: str(left.pop(0)), route)
    return "/" + text.replace("\\.", ".").replace(".*/$", "nergens/").rstrip("$")


def values(route: str, name: str, world: World) -> list[Any]:
    """Return what to try for one parameter of one route."""
    form = "forms_app/form" in route
    fixed: dict[str, list[Any]] = {
        "revision_id": world.ids["form_revision" if form else "page_revision"],
        "revision_id_a": ["earliest", "live"],
        "revision_id_b": ["latest", "latest"],
        "task_id": world.ids["task"],
        "workflow_pk": world.ids["workflow"],
        "workflow_state_id": world.ids["form_state" if form else "page_state"],
        "task_state_id": world.ids["form_task_state" if form else "page_task_state"],
        "destination_id": [world.ids["page"][3]],
        "image_id": world.ids["image"],
        "document_id": world.ids["document"],
        "doc_id": world.ids["document"],
        "message_id": world.ids["mail"],
        "file_id": world.ids["file"],
        "target": ["in_progress"],
        "action_name": ["approve", "copy"],
        "filter_spec": ["width-100"],
        "content_type_app_name": ["products"],
        "content_type_model_name": ["productpage"],
        "app_label": ["products", "forms_app"],
        "app_name": ["counters"],
        "model_name": ["productpage", "form"] if "settings" not in route else ["citysettings", "brand"],
        "action": ["delete"],
        "session_id": [1],
        "object_id": [world.ids["page"][0], world.ids["form"][0]],
        "redirect_id": [1],
        "collection_id": [1],
        "uploaded_file_id": [1],
        "uidb64": ["MQ"],
        "token": ["x"],
        "chapter_code": ["zaken"],
    }
    if name in fixed:
        return fixed[name]
    if "page" in name:
        return world.ids["page"]
    for part in ("casetype", "case", "apiclient", "department", "team", "place", "form", "users", "workflows/tasks",
                 "workflows", "groups", "images", "documents", "pages"):  # fmt: skip
        if f"/{part}/" in route:
            kind = {"users": "user", "workflows/tasks": "task", "workflows": "workflow", "groups": "group",
                    "images": "image", "documents": "document", "pages": "page"}.get(part, part)  # fmt: skip
            return world.ids[kind]
    return [1]
