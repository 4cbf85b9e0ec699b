"""What the roles give of pictures and documents."""

from people.roles import AUTHOR, CHIEF_EDITOR, EDITOR, FORM_BUILDER, Rights

LIBRARY = [
    f"{app}.{verb}_{what}"
    for app, what in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for verb in ("add", "change", "choose")
]

RIGHTS: Rights = dict.fromkeys((AUTHOR, EDITOR, CHIEF_EDITOR, FORM_BUILDER), LIBRARY)
