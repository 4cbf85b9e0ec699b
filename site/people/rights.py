"""What the roles give of signing in to the admin, of colleagues, of the city's own data, and of the records below."""

from people.roles import (
    ADMINISTRATOR,
    AUDITOR,
    AUTHOR,
    CHIEF_EDITOR,
    COUNTER,
    EDITOR,
    FORM_BUILDER,
    HANDLER,
    LEAD,
    PRIVACY,
    READER,
    Rights,
)

ENTER = "wagtailadmin.access_admin"
APPROVE_OWN = "people.approve_own"
APPROVE_OF_NOBODY = "people.approve_of_nobody"
CITY = ["people.add_closingday", "people.change_closingday", "people.delete_closingday", "people.change_citysettings"]
TEXTS = ["records.view_mailtext", "records.change_mailtext"]
MESSAGES = ["records.view_outboxmessage", "records.change_outboxmessage"]
AUDIT = "records.view_auditline"
OPERATIONS = "records.view_heartbeat"
"""To see how the product itself runs, and what went wrong in it."""

RIGHTS: Rights = {
    AUTHOR: [ENTER],
    EDITOR: [ENTER, APPROVE_OWN],
    CHIEF_EDITOR: [
        ENTER,
        APPROVE_OWN,
        APPROVE_OF_NOBODY,
        *CITY,
        *TEXTS,
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
    FORM_BUILDER: [ENTER],
    HANDLER: [ENTER],
    LEAD: [ENTER, *MESSAGES],
    COUNTER: [ENTER],
    ADMINISTRATOR: [
        ENTER,
        *CITY,
        *TEXTS,
        *MESSAGES,
        AUDIT,
        OPERATIONS,
        *(f"people.{verb}_{what}" for what in ("user", "department") for verb in ("add", "change", "delete")),
        *(f"auth.{verb}_group" for verb in ("add", "change", "delete")),
    ],
    READER: [ENTER],
    AUDITOR: [ENTER, AUDIT],
    PRIVACY: [ENTER, AUDIT],
}
