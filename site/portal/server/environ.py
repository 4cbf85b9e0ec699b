"""A request of ASGI as WSGI wants it (PEP 3333)."""

import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

Scope = Mapping[str, Any]

HEADER_SEPARATORS = {"HTTP_COOKIE": "; "}  # RFC 9113, 8.2.3; all else is a list with commas (RFC 9110, 5.3)


def environ_of(scope: Scope) -> dict[str, Any]:
    """Return the environ, without a body and its length: those are known once it is read.

    Left out are Proxy, which libraries take for a setting (httpoxy), and every name with an underscore: it would become the
    same variable as the name with a hyphen that a proxy sets, so that anybody could write X_Forwarded_For.
    """
    host, port = scope.get("server") or ("localhost", 80)
    peer = scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": path_info(scope),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": peer[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name or raw_name in (b"proxy", b"content-length", b"transfer-encoding"):
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        value = raw_value.decode("latin-1")
        environ[key] = f"{environ[key]}{HEADER_SEPARATORS.get(key, ',')}{value}" if key in environ else value
    return environ


def path_info(scope: Scope) -> str:
    """Return the path, its bytes as latin-1. Read from the raw one: the server's own decoding loses what is not UTF-8."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return (unquote_to_bytes(raw) if b"%" in raw else raw).decode("latin-1")


def header(scope: Scope, name: bytes) -> bytes:
    """Return the first header of that name, or b""."""
    return next((value for given, value in scope["headers"] if given == name), b"")
