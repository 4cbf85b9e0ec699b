"""What the roles give of forms."""

from people.roles import AUTHOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, READER, Rights

WRITE = ["forms_app.add_form", "forms_app.change_form"]
PUBLISH = ["forms_app.publish_form", "forms_app.lock_form", "forms_app.unlock_form"]
ALL = [*WRITE, *PUBLISH, "forms_app.delete_form"]

RIGHTS: Rights = {
    AUTHOR: WRITE,
    EDITOR: [*WRITE, *PUBLISH],
    CHIEF_EDITOR: ALL,
    FORM_BUILDER: ALL,
    READER: ["forms_app.view_form"],
}
