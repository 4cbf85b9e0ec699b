import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from 0001, on which Wagtail itself depends."""

    dependencies = [
        ('people', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(help_text='Feestdagen staan er vanzelf in. Bijvoorbeeld: een brugdag. De termijnen van lopende zaken schuiven mee.', unique=True, verbose_name='datum')),
                ('reason', models.CharField(help_text='Staat op de site. Bijvoorbeeld: Brugdag na Hemelvaart', max_length=100, verbose_name='reden')),
            ],
            options={
                'verbose_name': 'sluitingsdag',
                'verbose_name_plural': 'sluitingsdagen',
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='CitySettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('city_name', models.CharField(default='Sint-Niklaas', max_length=60, verbose_name='naam van de stad')),
                ('phone', models.CharField(default='03 778 30 00', help_text='Bijvoorbeeld: 03 778 30 00', max_length=30, verbose_name='telefoon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('address', models.CharField(default='Grote Markt 1, 9100 Sint-Niklaas', help_text='Bijvoorbeeld: Grote Markt 1, 9100 Sint-Niklaas', max_length=150, verbose_name='adres')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'contactgegevens van de stad',
            },
        ),
    ]
