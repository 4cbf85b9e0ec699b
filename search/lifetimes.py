"""How long what search keeps of people stays (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

Lifetime = lifetimes.Lifetime

KEPT = {
    "search.AskedQuery": Lifetime(
        _("Zoekvragen van een dag, zonder wie ze stelde"),
        _("Zeldzame vragen 30 dagen, de andere 396 dagen"),
        "purge_search_usage",
    ),
    "search.ClickedResult": Lifetime(
        _("Op welk resultaat bij een vraag geklikt werd, zonder wie"), _("Zoals de vraag"), "purge_search_usage"
    ),
    "search.Refinement": Lifetime(
        _("Welke vraag na welke kwam, zonder wie"), _("Zoals de vraag"), "purge_search_usage"
    ),
    "search.IgnoredQuery": Lifetime(
        _("Zoekvragen die redacteurs niet meer willen zien"), _("Tot een redacteur ze terugzet")
    ),
    "search.GoldenRun": Lifetime(_("Wie de zoekresultaten liet meten, en wanneer"), _("Tot iemand ze verwijdert")),
}
WITHOUT_PEOPLE = {
    "search.Generation": "a state of the index",
    "search.IndexedDocument": "what is public anyway, made findable",
    "search.RemovedDocument": "what is public anyway, made findable",
    "search.DocumentVector": "what is public anyway, made findable",
    "search.DocumentFacet": "what is public anyway, made findable",
    "search.IndexedWord": "what is public anyway, made findable",
    "search.GoldenQuery": "example queries of editors",
    "search.Ruleset": "a stamp of the rules",
    "search.Synonym": "words that mean the same",
    "search.Promotion": "what stands first for a query",
    "search.Popularity": "counts of results",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
