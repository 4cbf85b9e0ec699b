"""The examples in docstrings are true."""

import doctest
import re
from importlib import import_module

import pytest

from tests.architecture.house import modules

WITH_EXAMPLES = [
    module for module, file in modules().items() if re.search(r"^ +>>> ", file.read_text(encoding="utf-8"), re.M)
]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_each_example_gives_what_it_says(module):
    result = doctest.testmod(import_module(module))
    assert result.attempted
    assert result.failed == 0
