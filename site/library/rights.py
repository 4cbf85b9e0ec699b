"""What the roles give of pictures and documents."""

from people.roles import ADMINISTRATOR, AUTHOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, Rights

LIBRARY = [
    f"{app}.{verb}_{what}"
    for app, what in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
]

BRAND = ["library.change_brand", "wagtailimages.add_image", "wagtailimages.choose_image"]
"""The look of the city, with the pictures that stand in it."""

RIGHTS: Rights = {**dict.fromkeys((AUTHOR, EDITOR, CHIEF_EDITOR, FORM_BUILDER), LIBRARY), ADMINISTRATOR: BRAND}
