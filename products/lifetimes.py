"""Why the models of products hold nothing of people (records.lifetimes)."""

from records.service import lifetimes

WITHOUT_PEOPLE = {
    "products.ProductPage": "an editor's page: texts that everybody may read",
    "products.ProductIndexPage": "an editor's page: texts that everybody may read",
    "products.ThemeIndexPage": "an editor's page: texts that everybody may read",
    "products.ThemePage": "an editor's page: texts that everybody may read",
    "products.Authority": "organisations",
    "products.FrequentQuestion": "questions and answers that everybody may read",
    "products.ImportRun": "what an import did to products",
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
    lifetimes.hold_no_people(WITHOUT_PEOPLE)
