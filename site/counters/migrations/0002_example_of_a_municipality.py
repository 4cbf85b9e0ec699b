from django.db import migrations, models


class Migration(migrations.Migration):
    """The example beside the field names no city that there is."""

    dependencies = [("counters", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="place",
            name="city",
            field=models.CharField(help_text="Bijvoorbeeld: Voorbeeldstad", max_length=60, verbose_name="gemeente"),
        )
    ]
