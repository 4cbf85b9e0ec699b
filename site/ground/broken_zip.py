"""What reading a zip that somebody sent may raise: half of one, one with a changed byte, or one that says what it is not."""

import struct
import zipfile
import zlib

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,  # also of a part that names an encoding of its own making
)
"""Of zipfile, and of what parses the XML in it beside its own errors."""
