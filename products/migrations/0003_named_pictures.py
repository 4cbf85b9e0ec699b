"""The icons of products and themes: names of pictures to choose from, where names of the old icons stood."""

from django.db import migrations, models

import products.icons

NEW_NAMES = {
    "card": "id",
    "users": "users-group",
    "euro": "coin-euro",
    "pen": "signature",
    "access": "wheelchair",
}
"""The others of before keep their names."""
BEFORE = ["card", "file", "user", "users", "pin", "chat", "calendar", "euro", "pen", "camera", "bus", "phone", "mail", "access"]


def forwards(apps, schema_editor):
    _rename(apps, NEW_NAMES)


def backwards(apps, schema_editor):
    """A picture that there was not yet becomes the icon of the theme."""
    known = {new: old for old, new in NEW_NAMES.items()}
    ProductPage = apps.get_model("products", "ProductPage")
    now = set(ProductPage.objects.exclude(icon="").values_list("icon", flat=True))
    _rename(apps, {**{name: "" for name in now | _in_revisions(apps) if name not in BEFORE}, **known})


def _rename(apps, names):
    """Rename in what is read, and in every draft and version of the history, which would be refused otherwise."""
    ProductPage = apps.get_model("products", "ProductPage")
    for old, new in names.items():
        ProductPage.objects.filter(icon=old).update(icon=new)
    for revision in _revisions(apps).filter(content__icon__in=list(names)).iterator(chunk_size=200):
        revision.content["icon"] = names[revision.content["icon"]]
        revision.save(update_fields=["content"])


def _revisions(apps):
    content_type = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="products", model="productpage")
    return apps.get_model("wagtailcore", "Revision").objects.filter(content_type__in=content_type)


def _in_revisions(apps):
    return set(_revisions(apps).exclude(content__icon="").values_list("content__icon", flat=True)) - {None}


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("products", "0002_uploaded_products"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="themepage",
            name="icon",
            field=models.CharField(
                blank=True, choices=products.icons.icons_of_theme, max_length=20, verbose_name="icoon"
            ),
        ),
        migrations.AlterField(
            model_name="productpage",
            name="icon",
            field=models.CharField(
                blank=True, choices=products.icons.icons_of_product, max_length=20, verbose_name="icoon"
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
