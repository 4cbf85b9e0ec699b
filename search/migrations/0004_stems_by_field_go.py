"""Elasticsearch copies the tokens that the database's own engine searches; nothing reads the stems by field any more."""

from django.db import migrations, models

# As in 0002, for where SQLite makes the table anew.
AGAIN = [
    "CREATE INDEX IF NOT EXISTS search_document_seen ON search_indexeddocument"
    " (id, generation_id, locale, page_id, visible_from, visible_until, codes)",
    "CREATE TRIGGER IF NOT EXISTS search_tokens_gone AFTER DELETE ON search_indexeddocument"
    " BEGIN DELETE FROM search_tokens WHERE rowid = old.id; END",
]


def make_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in AGAIN:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_lock_version_of_rules")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, make_again),
        # Only for the way back: the column comes back with what fills the rows.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField("indexeddocument", "stems", models.JSONField(default=dict))]
        ),
        migrations.RemoveField("indexeddocument", "stems"),
        migrations.RunPython(make_again, migrations.RunPython.noop),
    ]
