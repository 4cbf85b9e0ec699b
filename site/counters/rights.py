"""What the roles give of places."""

from people.roles import EDITOR, Rights

RIGHTS: Rights = {EDITOR: ["counters.add_place", "counters.change_place", "counters.delete_place"]}
