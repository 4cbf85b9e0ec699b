"""What an answer lacks that every one must have: its text packed, and who may keep it."""

import gzip
import re

from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXT = re.compile(r"text/|image/svg|application/.*(json|xml|javascript|csv)")
SHORT = 200
"""Bytes below which packing saves nothing (django.middleware.gzip)."""
ASKS_PACKED = {"Accept-Encoding": "gzip"}


def body_of(answer: HttpResponse) -> bytes:
    """Return the whole body, unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def flaw_of(answer: HttpResponse, body: bytes) -> str:
    """Return what the answer to a request with ASKS_PACKED lacks; "" for nothing."""
    if "Cache-Control" not in answer.headers:
        return "does not say who may keep it"
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    is_text = TEXT.match(answer.headers.get("Content-Type", ""))
    return "is not packed" if is_text and not is_packed and packing_saves(body) else ""


def packing_saves(body: bytes) -> bool:
    """Return whether Django's middleware packs it: not what is short, nor what would be no shorter."""
    return len(body) >= SHORT and len(gzip.compress(body)) + GZipMiddleware.max_random_bytes < len(body)
