"""The one registry of the house: named things that apps add to each other's seams."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")


class Registry(Generic[T]):
    """Maps readable names to things; refuses a name that is taken, and names what exists when one is missing.

    >>> colours: Registry[str] = Registry("colour")
    >>> colours.register("red", "#f00")
    '#f00'
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._items: dict[str, T] = {}

    def register(self, name: str, item: T) -> T:
        """Add an item and return it unchanged."""
        if name in self._items and self._items[name] is not item:
            raise ImproperlyConfigured(f"The {self.what} {name!r} is registered twice; choose another name.")
        self._items[name] = item
        return item

    def __call__(self, name: str) -> Callable[[T], T]:
        """Register what is decorated."""
        return lambda item: self.register(name, item)

    def __getitem__(self, name: str) -> T:
        try:
            return self._items[name]
        except KeyError:
            known = ", ".join(sorted(self._items)) or "none"
            raise LookupError(f"There is no {self.what} {name!r}. Registered: {known}.") from None

    def get(self, name: str) -> T | None:
        """Return the item, or None when the name is unknown."""
        return self._items.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def items(self) -> list[tuple[str, T]]:
        """Return names and items in the order in which they came."""
        return list(self._items.items())

    @contextmanager
    def temporarily(self, name: str, item: T) -> Iterator[T]:
        """Put an item in, or in another's place, for the length of a test."""
        before = dict(self._items)
        self._items[name] = item
        try:
            yield item
        finally:
            self._items = before


class Slot(Generic[T]):
    """A seam that exactly one app fills.

    >>> greeting: Slot[str] = Slot("greeting")
    >>> greeting.filled
    False
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._item: T | None = None

    @property
    def filled(self) -> bool:
        """Whether an app has filled the seam."""
        return self._item is not None

    def fill(self, item: T) -> None:
        """Fill the seam; a second time with something else is an error."""
        if self._item is not None and self._item is not item:
            raise ImproperlyConfigured(f"The {self.what} is filled twice.")
        self._item = item

    def get(self) -> T:
        """Return what fills the seam."""
        if self._item is None:
            raise ImproperlyConfigured(f"No app fills the {self.what}.")
        return self._item

    @contextmanager
    def temporarily(self, item: T) -> Iterator[T]:
        """Put something else in for the length of a test."""
        before, self._item = self._item, item
        try:
            yield item
        finally:
            self._item = before
