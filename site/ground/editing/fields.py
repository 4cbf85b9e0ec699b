"""Fields in which editors build with blocks."""

from typing import Any

from wagtail.fields import StreamField


class OpenStreamField(StreamField):
    """A StreamField that keeps its blocks out of migrations: a block more, or another option of one, needs none.

    What is stored is the same JSON. A migration that must read it does so as JSON: it sees no blocks.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def __init__(self, block_types: object = (), **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types, **kwargs)
