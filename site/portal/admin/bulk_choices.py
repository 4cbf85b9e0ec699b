"""The buttons of bulk actions below a list: only those that the table of the admin offers to the user.

Wagtail's tag shows every action that is registered for the model, and asks for rights when its page opens.
"""

from typing import Any

from django.template.context import Context
from django.urls import resolve
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from people.permissions import AnyUser
from portal.admin.access.policy import rule_for

TAG = "bulk_action_choices"
_wagtails_choices = wagtailadmin_tags.bulk_action_choices


def install() -> None:
    """Take the place of Wagtail's tag, in its own library."""
    tag = wagtailadmin_tags.register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True, name=TAG)
    wagtailadmin_tags.bulk_action_choices = tag(bulk_action_choices)


def bulk_action_choices(context: Context, app_label: str, model_name: str) -> dict[str, Any]:
    """Return Wagtail's buttons, less those of what the user may do with none of the objects."""
    user = context["request"].user
    buttons = _wagtails_choices(context, app_label, model_name)["buttons"]
    for button in buttons:
        if isinstance(button, ButtonWithDropdown):
            button.dropdown_buttons = [each for each in button.dropdown_buttons if _is_offered(each, user)]
    return {"buttons": [button for button in buttons if _is_shown(button, user)]}


def _is_shown(button: Button, user: AnyUser) -> bool:
    return bool(button.dropdown_buttons) if isinstance(button, ButtonWithDropdown) else _is_offered(button, user)


def _is_offered(button: Button, user: AnyUser) -> bool:
    rule = rule_for(resolve(button.url))
    return rule is not None and (rule.is_offered_to or rule.is_open_to)(user)
