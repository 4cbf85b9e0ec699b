"""Search in Wagtail's admin: what editors tell it, and why it answers as it does."""
