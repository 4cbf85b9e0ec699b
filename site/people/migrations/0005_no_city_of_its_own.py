from django.core.validators import RegexValidator
from django.db import migrations, models

RELEASED = {"city_name": "Sint-Niklaas", "phone": "03 778 30 00", "address": "Grote Markt 1, 9100 Sint-Niklaas"}
"""What 0.1.0 said where nobody had filled in anything."""
RELEASED_PREFIX = "SN"


def keep_what_is_said(apps, schema_editor):
    """Write down what an installation said so far without a row; its numbers of cases go on as they began."""
    CitySettings, Site = apps.get_model("people", "CitySettings"), apps.get_model("wagtailcore", "Site")
    CitySettings.objects.update(reference_prefix=RELEASED_PREFIX)
    if not apps.get_model("people", "User").objects.exists():  # nobody has worked here
        return
    for site in Site.objects.exclude(pk__in=CitySettings.objects.values("site")):
        CitySettings.objects.create(site=site, reference_prefix=RELEASED_PREFIX, **RELEASED)


class Migration(migrations.Migration):
    """Takes one city's name, telephone and address out of the code; the letters before numbers of cases become data."""

    dependencies = [
        ("people", "0004_built_in_roles"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="citysettings",
            name="reference_prefix",
            field=models.CharField(
                blank=True,
                default="",
                max_length=3,
                validators=[
                    RegexValidator(
                        "\\A[A-Za-z]{2,3}\\Z", "Vul twee of drie letters in, zonder accenten. Bijvoorbeeld: VB"
                    )
                ],
                verbose_name="eerste letters van zaaknummers",
                help_text=(
                    "Twee of drie letters. Leeg: ZK. Nieuwe zaken krijgen ze, zoals VB-7K4M-92QX-A. "
                    "De nummers van zaken die er al zijn, blijven zoals ze zijn."
                ),
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="citysettings",
            name="city_name",
            field=models.CharField(max_length=60, verbose_name="naam van de stad"),
        ),
        migrations.AlterField(
            model_name="citysettings",
            name="phone",
            field=models.CharField(
                blank=True, help_text="Bijvoorbeeld: 02 345 67 89", max_length=30, verbose_name="telefoon"
            ),
        ),
        migrations.AlterField(
            model_name="citysettings",
            name="address",
            field=models.CharField(
                blank=True,
                help_text="Bijvoorbeeld: Kerkplein 1, 1000 Voorbeeldstad",
                max_length=150,
                verbose_name="adres",
            ),
        ),
        migrations.RunPython(keep_what_is_said, migrations.RunPython.noop),
    ]
