"""What can be wrong with a backup."""


class BackupError(Exception):
    """No backup was made, or nothing was restored; the message says why and what to do."""
