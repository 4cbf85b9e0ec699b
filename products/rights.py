"""What the roles give of the catalogue's lists; rights on its pages are set where the tree is made."""

from people.roles import EDITOR, Rights

RIGHTS: Rights = {
    EDITOR: [
        "products.add_authority",
        "products.change_authority",
        "products.add_frequentquestion",
        "products.change_frequentquestion",
        "products.delete_frequentquestion",
        "products.publish_frequentquestion",
    ]
}
