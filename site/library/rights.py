"""What the roles give of pictures and documents."""

from people.roles import EDITOR, Rights

RIGHTS: Rights = {
    EDITOR: [
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtaildocs.add_document",
        "wagtaildocs.change_document",
        "wagtaildocs.choose_document",
    ]
}
