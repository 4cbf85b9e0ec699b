"""Where each database keeps the stems of a document: a full-text table in SQLite, a tsvector column in PostgreSQL.

A later migration that makes Django remake search_indexeddocument on SQLite must make the trigger and the index again.
"""

from django.db import migrations

STATEMENTS = {
    "sqlite": (
        [
            # The stems come analysed: the tokenizer only cuts them at spaces. Where they stand is not kept.
            "CREATE VIRTUAL TABLE search_tokens USING fts5(stems, detail = none, tokenize = \"ascii tokenchars '+'\")",
            # Few segments: each term is looked up in each of them.
            "INSERT INTO search_tokens (search_tokens, rank) VALUES ('automerge', 2)",
            # What every search asks of every document that it finds, without the long texts.
            "CREATE INDEX search_document_seen ON search_indexeddocument"
            " (id, generation_id, locale, page_id, visible_from, visible_until, codes)",
            "CREATE TRIGGER search_tokens_gone AFTER DELETE ON search_indexeddocument"
            " BEGIN DELETE FROM search_tokens WHERE rowid = old.id; END",
        ],
        ["DROP INDEX search_document_seen", "DROP TRIGGER search_tokens_gone", "DROP TABLE search_tokens"],
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
