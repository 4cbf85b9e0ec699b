"""Pictures and documents that were uploaded while Wagtail's own models kept them, under the same ids and with the same files.

What points at them by id (rich text, drafts, links) keeps working. What names their kind follows: tags, Wagtail's index of
references and of its search, its log, and uploads that wait for a title. Rights stay as they are: Wagtail asks those of its own
models for ours too. Backward the same, so that nothing is lost on that way either.
"""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations

MODELS = [
    (("wagtailimages", "Image"), ("library", "Picture")),
    (("wagtailimages", "Rendition"), ("library", "Rendition")),
    (("wagtaildocs", "Document"), ("library", "File")),
]
"""What was and what is, in the order in which foreign keys let them be made."""

BY_KIND = [
    ("taggit", "TaggedItem", ["content_type"]),
    ("wagtailcore", "ReferenceIndex", ["base_content_type", "content_type", "to_content_type"]),
    ("wagtailcore", "ModelLogEntry", ["content_type"]),
    ("wagtailcore", "UploadedFile", ["for_content_type"]),
    ("wagtailsearch", "IndexEntry", ["content_type"]),
]
"""Tables that name a kind of object, and where."""


def forward(apps, schema_editor):
    move(apps, schema_editor.connection, [(old, new) for old, new in MODELS])


def backward(apps, schema_editor):
    move(apps, schema_editor.connection, [(new, old) for old, new in MODELS])


def move(apps, connection, pairs):
    pairs = [(apps.get_model(*source), apps.get_model(*target)) for source, target in pairs]
    with connection.cursor() as cursor:
        for source, target in pairs:
            copy(cursor, connection.ops.quote_name, source, target)
        for source, target in pairs:
            rename_kind(apps, source, target)
        for source, _target in reversed(pairs):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(source._meta.db_table)}")
        for statement in connection.ops.sequence_reset_sql(no_style(), [target for _source, target in pairs]):
            cursor.execute(statement)


def copy(cursor, quote, source, target):
    """In SQL: a model would write today in created_at."""
    here = {field.column for field in source._meta.concrete_fields}
    names = {field.column: quote(field.column) for field in target._meta.concrete_fields if field.column in here}
    into, values = ", ".join(names.values()), ", ".join(names.values())
    if "url_filename" not in here and any(field.column == "url_filename" for field in target._meta.concrete_fields):
        into, values = f"{into}, url_filename", f"{values}, ''"
    cursor.execute(
        f"INSERT INTO {quote(target._meta.db_table)} ({into}) SELECT {values} FROM {quote(source._meta.db_table)}"
    )
    if "url_filename" in into:
        for pk, file in target.objects.values_list("pk", "file"):
            target.objects.filter(pk=pk).update(url_filename=PurePosixPath(file).name)


def rename_kind(apps, source, target):
    kinds = apps.get_model("contenttypes", "ContentType").objects
    old = kinds.filter(app_label=source._meta.app_label, model=source._meta.model_name).first()
    if old is None:  # a new database: content types are made after the migrations
        return
    new, _made = kinds.get_or_create(app_label=target._meta.app_label, model=target._meta.model_name)
    for app, model, fields in BY_KIND:
        for field in fields:
            apps.get_model(app, model).objects.filter(**{field: old}).update(**{field: new})


class Migration(migrations.Migration):

    dependencies = [
        ("library", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailsearch", "0010_add_text_fields"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(forward, backward)]
