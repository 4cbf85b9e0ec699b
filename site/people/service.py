"""The door of people."""

from people.seams import Belonging, belongings

__all__ = ["Belonging", "belongings"]
