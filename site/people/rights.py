"""What the roles give of signing in to the admin, the city's own data, and the outbox below."""

from people.roles import COUNTER, EDITOR, HANDLER, LEAD, Rights

ENTER = "wagtailadmin.access_admin"

RIGHTS: Rights = {
    EDITOR: [
        ENTER,
        "people.add_closingday",
        "people.change_closingday",
        "people.delete_closingday",
        "people.change_citysettings",
    ],
    HANDLER: [ENTER],
    LEAD: [ENTER, "records.view_outboxmessage", "records.change_outboxmessage"],
    COUNTER: [ENTER],
}
