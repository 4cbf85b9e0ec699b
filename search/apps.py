from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from django.core.checks import register

        from ground import check_tags
        from ground.health import checks
        from people import roles
        from products.service import add_to_finding
        from search import events, health, lifetimes, rights
        from search.admin.effect import Effects
        from search.admin.found_with import FoundWithPanel
        from search.checks import meaning
        from search.indexing import following, sources
        from search.seams import rule_effect

        events.register()
        lifetimes.register()
        roles.give("search", rights.RIGHTS)
        rule_effect.fill(Effects())
        sources.register()
        following.connect()
        checks.register("search", health.check)
        register(meaning, check_tags.SETTINGS)
        add_to_finding(FoundWithPanel())
