"""A world in which something stands on each side of a department's wall, built once a module."""

import copy

import pytest

from tests.walls.world import make_world


@pytest.fixture(scope="module")
def built(module_database):
    """Return the world as it was built: a module may add to it."""
    return make_world()


@pytest.fixture
def world(built):
    """Return a copy of it for one test."""
    return copy.deepcopy(built)
