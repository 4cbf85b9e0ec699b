"""What the roles give of places."""

from people.roles import ADMINISTRATOR, CHIEF_EDITOR, Rights

PLACES = ["counters.add_place", "counters.change_place", "counters.delete_place"]

RIGHTS: Rights = {CHIEF_EDITOR: PLACES, ADMINISTRATOR: PLACES}
