"""What the roles give on pages: on all of the city's, and besides on the products."""

from people.roles import AUTHOR, CHIEF_EDITOR, EDITOR, Rights

HOME, PRODUCTS = "home", "products"
WRITE = ["add_page", "change_page"]
PUBLISH = ["publish_page", "lock_page", "unlock_page"]

ON_PAGES: dict[str, Rights] = {
    HOME: {AUTHOR: WRITE, EDITOR: WRITE, CHIEF_EDITOR: [*WRITE, *PUBLISH]},
    PRODUCTS: {EDITOR: PUBLISH},
}
