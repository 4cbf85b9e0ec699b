"""The size of a file as people read it."""

KILO = 1024
"""As Windows and the limit on uploads (settings.UPLOAD_MAX_BYTES) count: so that a limit of 10 MB reads "10 MB"."""


def file_size(size: int) -> str:
    """Return a size in bytes in words: "1 kB", "34 kB", "1,2 MB", "10 MB"."""
    kilobytes = max(1, round(size / KILO))
    if kilobytes < KILO:
        return f"{kilobytes} kB"
    return f"{size / KILO**2:.1f}".removesuffix(".0").replace(".", ",") + " MB"
