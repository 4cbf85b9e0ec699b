"""What no city does: sign-ins with one password that everybody knows, and a past that never was.

All that the rest of the demo does, a new city does by clicks or by a command of docs/guides/operators.md. Here alone the clock is
turned back, mails are said to have left, and counts of searching are written in bulk.
"""
