"""What the roles give of forms."""

from people.roles import EDITOR, Rights

RIGHTS: Rights = {
    EDITOR: [
        "forms_app.add_form",
        "forms_app.change_form",
        "forms_app.delete_form",
        "forms_app.publish_form",
        "forms_app.lock_form",
        "forms_app.unlock_form",
    ]
}
