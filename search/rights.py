"""What the roles give of the rules and figures of search."""

from people.roles import EDITOR, Rights

RIGHTS: Rights = {
    EDITOR: [
        "search.view_insights",
        "search.change_popularity",
        *(
            f"search.{verb}_{rule}"
            for rule in ("synonym", "promotion", "goldenquery")
            for verb in ("add", "change", "delete")
        ),
    ]
}
