"""A second database beside that of the tests, of the same kind, for a process of its own."""

import uuid
from contextlib import contextmanager

from django.db import connection


@contextmanager
def empty_database():
    """Yield the address of a database for one test: "" for a file in VAR_DIR, else one on the server of this run."""
    if connection.vendor != "postgresql":
        yield ""
        return
    import psycopg  # only where it is the database

    values = connection.settings_dict
    server = {"host": values["HOST"], "port": values["PORT"], "user": values["USER"], "password": values["PASSWORD"]}
    name = f"second_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            password = f":{server['password']}" if server["password"] else ""
            yield f"postgres://{server['user']}{password}@{server['host']}:{server['port']}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
