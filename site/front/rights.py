"""What the roles give on pages (on all of the city's, and besides on the products), and of what visitors say and open."""

from people.roles import ADMINISTRATOR, AUTHOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, READER, Rights

HOME, PRODUCTS = "home", "products"
WRITE = ["add_page", "change_page"]
PUBLISH = ["publish_page", "lock_page", "unlock_page"]

ON_PAGES: dict[str, Rights] = {
    HOME: {AUTHOR: WRITE, EDITOR: WRITE, CHIEF_EDITOR: [*WRITE, *PUBLISH]},
    PRODUCTS: {EDITOR: PUBLISH},
}

AUDITS = [f"front.{verb}_accessibilityaudit" for verb in ("add", "change", "delete")]
FEEDBACK = ["front.view_feedback", "front.change_feedback"]
COUNTS = "front.view_pathcount"

RIGHTS: Rights = {
    AUTHOR: [COUNTS],
    EDITOR: [*FEEDBACK, COUNTS],
    FORM_BUILDER: [*FEEDBACK, COUNTS],
    CHIEF_EDITOR: [*AUDITS, *FEEDBACK, "front.view_feedback_of_nobody", COUNTS],
    ADMINISTRATOR: AUDITS,
    READER: [COUNTS],
}
