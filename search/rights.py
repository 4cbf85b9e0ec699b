"""What the roles give of the rules and figures of search."""

from people.roles import CHIEF_EDITOR, EDITOR, READER, Rights

INSIGHTS = "search.view_insights"

RIGHTS: Rights = {
    EDITOR: [INSIGHTS],
    CHIEF_EDITOR: [
        INSIGHTS,
        "search.change_popularity",
        *(
            f"search.{verb}_{rule}"
            for rule in ("synonym", "promotion", "goldenquery")
            for verb in ("add", "change", "delete")
        ),
    ],
    READER: [INSIGHTS],
}
