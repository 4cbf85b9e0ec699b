"""Tags of Django's system checks."""

SETTINGS = "settings"
"""What an operator sets: whoever starts a process checks these, also where the checks of the code are left to `setup`."""
