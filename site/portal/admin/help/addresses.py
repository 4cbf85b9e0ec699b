"""Where the guides are read, and which chapter is about which screen."""

from django.urls import reverse

SCREENS: dict[str, str] = {
    "wagtailadmin_home": "beginnen#het-eerste-scherm",
    "wagtailadmin_account": "beginnen#uw-account",
    "find": "beginnen#zoeken-in-het-beheer",
    "unfinished_post": "beginnen#als-u-te-lang-weg-was",
    "producten:": "producten#een-product-vinden",
    "products_differences": "producten#producten-uit-ipdc",
    "products_import_run": "producten#producten-inlezen",
    "products_upload": "producten#producten-inlezen",
    "wagtailsnippets_products_frequentquestion:": "producten#veelgestelde-vragen",
    "wagtailsnippets_products_authority:": "producten#overheden",
    "wagtailadmin_explore": "producten#gewone-paginas",
    "wagtailadmin_pages:search": "producten#een-product-vinden",
    "wagtailadmin_pages:workflow": "producten#laten-nakijken",
    "wagtailadmin_pages:history": "producten#vorige-versies",
    "wagtailadmin_pages:revisions": "producten#vorige-versies",
    "wagtailadmin_pages:unpublish": "producten#offline-halen",
    "wagtailadmin_pages:delete": "producten#offline-halen",
    "wagtailadmin_pages:": "producten#een-product-schrijven",
    "wagtailadmin_reports:workflow": "producten#laten-nakijken",
    "wagtailadmin_reports:": "producten#overzichten",
    "feedback": "producten#wat-bezoekers-zeggen",
    "path_counts": "producten#hoe-vaak-een-pagina-geopend-wordt",
    "wagtailimages:": "producten#afbeeldingen",
    "wagtaildocs:": "producten#documenten",
    "form_bundle": "formulieren#een-formulier-meenemen",
    "wagtailsnippets_forms_app_form:answers": "formulieren#antwoorden-downloaden",
    "wagtailsnippets_forms_app_form:list": "formulieren#een-formulier-beginnen",
    "wagtailsnippets_forms_app_form:copy": "formulieren#een-formulier-kopieren",
    "wagtailsnippets_forms_app_form:history": "formulieren#vorige-versies-van-een-formulier",
    "wagtailsnippets_forms_app_form:revisions": "formulieren#vorige-versies-van-een-formulier",
    "wagtailsnippets_forms_app_form:unpublish": "formulieren#een-formulier-offline-halen",
    "wagtailsnippets_forms_app_form:delete": "formulieren#een-formulier-offline-halen",
    "wagtailsnippets_forms_app_form:": "formulieren#stappen-en-vragen",
    "wagtailsnippets_cases_case:list": "zaken#de-lijst",
    "wagtailsnippets_cases_case:bulk": "zaken#veel-zaken-tegelijk",
    "wagtailsnippets_cases_case:action": "zaken#een-stap-zetten",
    "wagtailsnippets_cases_case:": "zaken#een-zaak",
    "wagtailsnippets_cases_casetype:": "zaaktypes",
    "outbox": "zaken#berichten-die-niet-vertrokken",
    "search_insights": "zoeken#hoe-mensen-zoeken",
    "search_ignore": "zoeken#hoe-mensen-zoeken",
    "search_keyword": "zoeken#hoe-mensen-zoeken",
    "search_popularity": "zoeken#populariteit",
    "search_why": "zoeken#waarom-dit-resultaat",
    "search_measuring": "zoeken#proefvragen-en-de-meting",
    "search_import_synonyms": "zoeken#synoniemen",
    "wagtailsnippets_search_synonym:": "zoeken#synoniemen",
    "wagtailsnippets_search_promotion:": "zoeken#vaste-resultaten",
    "wagtailsnippets_search_goldenquery:": "zoeken#proefvragen-en-de-meting",
    "wagtailusers_users:delete": "collegas#een-collega-vertrekt",
    "wagtailusers_users:read_file": "collegas#veel-collegas-tegelijk",
    "wagtailusers_users:": "collegas#een-nieuwe-collega",
    "wagtailusers_groups:": "collegas#rollen",
    "wagtailsnippets_people_department:close": "collegas#een-dienst-die-samengaat-of-sluit",
    "wagtailsnippets_people_department:": "collegas#diensten-en-teams",
    "wagtailsnippets_people_team:": "collegas#diensten-en-teams",
    "sign_ins": "collegas#wie-zich-aanmeldde",
    "wagtailsnippets_people_closingday:": "instellingen#sluitingsdagen",
    "wagtailsnippets_counters_place:": "instellingen#plaatsen-en-openingsuren",
    "wagtailsettings:edit:library.brand": "instellingen#huisstijl-van-de-stad",
    "wagtailsettings:": "instellingen#contactgegevens-van-de-stad",
    "mail_text": "instellingen#teksten-van-mails",
    "wagtailsnippets_front_accessibilityaudit:": "instellingen#toegankelijkheid-en-cookies",
    "wagtailredirects:": "instellingen#doorverwijzingen",
    "wagtailadmin_workflows:": "instellingen#goedkeuren-door-de-dienst",
    "wagtailadmin_collections:": "instellingen#verder-onder-instellingen",
    "wagtailsites:": "instellingen#verder-onder-instellingen",
    "wagtailsnippets_api_apiclient:": "instellingen#verder-onder-instellingen",
    "wagtailusers_api_tokens:": "instellingen#verder-onder-instellingen",
    "errors": "instellingen#codes-van-fouten",
    "logbook": "gegevens#logboek",
    "disposal": "gegevens#bewaren-en-vernietigen",
    "declarations": "gegevens#bewaren-en-vernietigen",
    "legal_hold": "gegevens#bewaarplicht",
    "processing": "gegevens#register-van-verwerkingen",
}
"""By how the name of a view begins, the chapter and section about it; the first that fits. After the name comes the model that an
address names, if it does."""


def chapter_address(code: str) -> str:
    """Return where a chapter is read."""
    return reverse("help_chapter", args=[code])


def picture_address(name: str) -> str:
    """Return where a picture of the guides is served."""
    return reverse("help_picture", args=[name])


def address_for(view_name: str, model: str | None = None) -> str:
    """Return where one reads about a screen: its chapter and section, else the contents. model: "library.brand"."""
    name = f"{view_name}:{model}" if model else view_name
    place = next((place for begin, place in SCREENS.items() if name.startswith(begin)), "")
    code, hash_sign, anchor = place.partition("#")
    return chapter_address(code) + hash_sign + anchor if code else reverse("help")
