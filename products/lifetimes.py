"""What products keep of people, and why the other models hold nothing of them (records.lifetimes)."""

from django.utils.translation import gettext_lazy as _

from records.service import lifetimes

KEPT = {
    "products.ProductUpload": lifetimes.Lifetime(
        _("Welke collega een bestand met producten oplaadde"),
        _("Een dag na de laatste stap; het bestand zelf tot het ingelezen is"),
        "finish_uploads",
    ),
}

WITHOUT_PEOPLE = {
    "products.ProductPage": "an editor's page: texts that everybody may read",
    "products.ProductIndexPage": "an editor's page: texts that everybody may read",
    "products.ThemeIndexPage": "an editor's page: texts that everybody may read",
    "products.ThemePage": "an editor's page: texts that everybody may read",
    "products.Authority": "organisations",
    "products.FrequentQuestion": "questions and answers that everybody may read",
    "products.ImportRun": "what an import did to products",
    "products.ProductUploadLine": "what became of each product in a file",
    "products.ImportedInstance": "what a source says of a product",
    "products.ProductPage_places": "which places offer a product",
    "products.ProductPage_competent_authorities": "which organisations are competent",
    "products.ProductPage_executing_authorities": "which organisations carry it out",
    "products.ProductFormLink": "which forms a product has",
    "products.RelatedProduct": "which products belong together",
    "products.TopTask": "what people come for most",
}


def register() -> None:
    """Fill the table, when the app is ready."""
    lifetimes.keep(KEPT)
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
