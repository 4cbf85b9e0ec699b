"""What the roles give of the catalogue's lists; rights on its pages are set where the tree is made."""

from people.roles import AUTHOR, CHIEF_EDITOR, EDITOR, Rights

QUESTIONS = ["products.add_frequentquestion", "products.change_frequentquestion"]
ALL_OF_QUESTIONS = [*QUESTIONS, "products.publish_frequentquestion", "products.delete_frequentquestion"]

RIGHTS: Rights = {
    AUTHOR: QUESTIONS,
    EDITOR: ALL_OF_QUESTIONS,
    CHIEF_EDITOR: [
        *ALL_OF_QUESTIONS,
        "products.add_authority",
        "products.change_authority",
        "products.add_productupload",
    ],
}
