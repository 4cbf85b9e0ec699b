"""Snapshots of instances as a source gives them, and tombstones."""

from django.urls import reverse

from products.models import ImportedInstance, ImportRun, ProductPage

IRI = "https://stad.example/id/product/"
LPDC = "https://productencatalogus.data.vlaanderen.be/ns/ipdc-lpdc#"
CITY = "https://data.vlaanderen.be/id/organisatie/OVO002237"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
AT = "<http://www.w3.org/ns/prov#generatedAtTime>"
OF = "<http://purl.org/dc/terms/isVersionOf>"


def snapshot(name, *, day=1, title="", archived=False, draft=False, by=CITY):
    """One snapshot of an instance, made on a day of March 2026."""
    node = f"<{IRI}{name}/versie/{day}-{title}>"
    lines = [
        f"{node} {TYPE} <{LPDC}InstancePublicServiceSnapshot> .",
        f"{node} {OF} <{IRI}{name}> .",
        f'{node} {AT} "2026-03-{day:02}T10:00:00.123456789Z" .',
        f'{node} <http://purl.org/dc/terms/title> "{title or name.title()}"@nl .',
        f"{node} <http://purl.org/pav/createdBy> <{by}> .",
    ]
    if archived:
        lines.append(f'{node} <{LPDC}isArchived> "true" .')
    if draft:
        status = "http://lblod.data.gift/concepts/instance-status/ontwerp"
        lines.append(f"{node} <http://www.w3.org/ns/adms#status> <{status}> .")
    return lines


def tombstone(name, day=2):
    node = f"<{IRI}{name}/steen>"
    return [
        f"{node} {TYPE} <https://www.w3.org/ns/activitystreams#Tombstone> .",
        f"{node} {OF} <{IRI}{name}> .",
        f'{node} {AT} "2026-03-{day:02}T10:00:00Z" .',
    ]


def page(name="zwemles"):
    return ProductPage.objects.get(ipdc_instance_id=IRI + name)


def imported(name="zwemles"):
    return ImportedInstance.objects.get(iri=IRI + name)


def report_page(client):
    return client.get(reverse("products_import_run", args=[ImportRun.objects.latest("pk").pk])).text
