"""What the roles give of forms.

Who takes out answers: a form builder, to whom what is personal is masked, and a lead, who reads what their cases say anyway.
"""

from people.roles import AUTHOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, LEAD, READER, Rights

WRITE = ["forms_app.add_form", "forms_app.change_form"]
PUBLISH = ["forms_app.publish_form", "forms_app.lock_form", "forms_app.unlock_form"]
ALL = [*WRITE, *PUBLISH, "forms_app.delete_form"]
EXPORT = "forms_app.export_submission"

RIGHTS: Rights = {
    AUTHOR: WRITE,
    EDITOR: [*WRITE, *PUBLISH],
    CHIEF_EDITOR: ALL,
    FORM_BUILDER: [*ALL, EXPORT],
    LEAD: ["forms_app.view_form", EXPORT],
    READER: ["forms_app.view_form"],
}
