"""The version of Stadswinkel: pyproject.toml reads it here, and `manage.py status` tells it."""

__version__ = "0.1.0"
