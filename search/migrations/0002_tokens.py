"""Where each database keeps the tokens of a document: a full-text table in SQLite, a tsvector column in PostgreSQL.

A later migration that makes Django remake search_indexeddocument on SQLite must make the trigger again.
"""

from django.db import migrations

STATEMENTS = {
    "sqlite": (
        [
            # The tokens come analysed: the tokenizer only cuts them at spaces.
            "CREATE VIRTUAL TABLE search_tokens USING fts5"
            "(title, keywords, summary, body, tokenize = 'unicode61 remove_diacritics 0')",
            "CREATE TRIGGER search_tokens_gone AFTER DELETE ON search_indexeddocument"
            " BEGIN DELETE FROM search_tokens WHERE rowid = old.id; END",
        ],
        ["DROP TRIGGER search_tokens_gone", "DROP TABLE search_tokens"],
    ),
    "postgresql": (
        [
            "ALTER TABLE search_indexeddocument ADD COLUMN tokens tsvector",
            "CREATE INDEX search_tokens_gin ON search_indexeddocument USING gin (tokens)",
        ],
        ["ALTER TABLE search_indexeddocument DROP COLUMN tokens"],
    ),
}


def forwards(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
