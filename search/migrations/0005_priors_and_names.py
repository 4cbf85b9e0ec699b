"""How usual a document is, and what it is called: empty until it is written anew (`manage.py rebuild_index`)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_stems_by_field_go")]
    # Without a default, so that SQLite adds the columns and does not make the table anew (0002).
    operations = [
        migrations.AddField(
            "indexeddocument",
            "name_stems",
            models.JSONField(null=True, help_text="Of its title and alternative titles: what suggestions match"),
        ),
        migrations.AddField(
            "indexeddocument",
            "prior",
            models.FloatField(null=True, help_text="How usual it is that somebody wants it, 0 to 1"),
        ),
    ]
