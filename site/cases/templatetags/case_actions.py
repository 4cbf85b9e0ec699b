"""The buttons of a case's registered actions."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cases.registry import case_actions

register = template.Library()


@register.simple_tag(takes_context=True)
def case_buttons(context: Context, place: str, subject: object = None) -> SafeString:
    """Draw the buttons that stand at a place of the case page, for what the reader may do. subject: the mail, answer or
    event there.

    Reads case, permissions (access.permissions_of) and trail.
    """
    case, request, suffix = context["case"], context["request"], context["trail"].suffix
    drawn = []
    for _code, action in case_actions.items():
        if action.place != place or action.permission not in context["permissions"]:
            continue
        for button in action.buttons(case, request.user, subject):
            values = {
                "case": case,
                "action": action,
                "button": button,
                "address": _address(case.pk, action.path, button.argument) + suffix,
                **action.button_context(case, request.user),
            }
            drawn.append(render_to_string(action.button_template, values, request))
    return mark_safe("".join(drawn))  # noqa: S308  # each is a rendered template


def _address(pk: int, path: str, argument: str) -> str:
    if argument:
        return reverse("wagtailsnippets_cases_case:action_on", args=[pk, path, argument])
    return reverse("wagtailsnippets_cases_case:action", args=[pk, path])
