"""The forms of the rules, with what can be wrong about a synonym said before it does harm."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from search import words
from search.admin.choosing import ResultForm
from search.analysis import Analyzer
from search.languages import DUTCH
from search.models import Synonym
from search.models.rules import LANGUAGES, lines_of
from search.rules import query_key
from search.vocabulary import Vocabulary

TOO_BROAD = 0.3
"""A meaning that stands in this share of all documents tells nothing any more."""
FEW = 20
"""Documents below which a share says nothing."""
MOST_LINES = 20


class SynonymForm(WagtailAdminModelForm):
    """Words that say nothing, that mean themselves, or that stand nearly everywhere are refused."""

    def clean_locale(self) -> str:
        locale: str = self.cleaned_data["locale"]
        if locale != DUTCH and not len(words.current(locale)):
            told = {"language": dict(LANGUAGES)[locale]}
            raise ValidationError(
                _(
                    "Er zijn nog geen teksten in het %(language)s. Kies Nederlands: dat geldt voor zoekvragen in elke taal."
                )
                % told
            )
        return locale

    def clean_said(self) -> str:
        said = " ".join(self.cleaned_data["said"].split())
        if not list(Analyzer("nl").words(said)):
            raise ValidationError(_("Schrijf een woord: “%(said)s” heeft geen letters of cijfers.") % {"said": said})
        return said

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        lines = lines_of(cleaned.get("means", ""))
        if cleaned.get("said") and lines:
            self._check(cleaned["said"], lines, cleaned.get("locale") or "nl")
        return cleaned

    def _check(self, said: str, lines: tuple[str, ...], locale: str) -> None:
        analyzer = Analyzer(locale)
        vocabulary = words.current(locale)
        loops = self._said_by_what_means(query_key(said, analyzer), locale, analyzer)
        if len(lines) > MOST_LINES:
            self.add_error("means", _("Gebruik ten hoogste %(most)s regels.") % {"most": MOST_LINES})
        for line in lines:
            if query_key(line, analyzer) == query_key(said, analyzer):
                self.add_error("means", _("“%(line)s” betekent zichzelf. Schrijf een ander woord.") % {"line": line})
            elif query_key(line, analyzer) in loops:
                loop = _(
                    "“%(line)s” betekent al “%(said)s” in een ander synoniem. Kruis daar “in beide richtingen” aan."
                )
                self.add_error("means", loop % {"line": line, "said": said})
            elif (share := _share(line, analyzer, vocabulary)) > TOO_BROAD:
                told = {"line": line, "share": round(share * 100)}
                broad = _(
                    "“%(line)s” staat in %(share)s %% van alle resultaten: dat is te ruim. Kies een woord dat meer zegt."
                )
                self.add_error("means", broad % told)

    def _said_by_what_means(self, meaning: str, locale: str, analyzer: Analyzer) -> set[str]:
        """Return what other synonyms say for this meaning, as keys. A longer ring does nothing: search goes one step."""
        others = Synonym.objects.filter(locale=locale).exclude(pk=self.instance.pk)
        return {
            query_key(one.said, analyzer)
            for one in others
            if meaning in (query_key(line, analyzer) for line in one.lines)
        }


def _share(text: str, analyzer: Analyzer, vocabulary: Vocabulary) -> float:
    """Return the share of all documents that hold the rarest word of a text; 0 where a word is unknown or they are few."""
    if vocabulary.total < FEW:
        return 0.0
    telling = [one.folded for one in analyzer.words(text) if not analyzer.is_stop_word(one.folded) and not one.joined]
    counts = [vocabulary.entries[word].documents if word in vocabulary else 0 for word in telling]
    return min(counts, default=0) / vocabulary.total


class PromotionForm(ResultForm):
    """From before until; a place from 1."""

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if not 1 <= position <= 10:
            raise ValidationError(_("Kies een plaats van 1 tot 10."))
        return position

    def clean_queries(self) -> str:
        queries: str = self.cleaned_data["queries"]
        for line in lines_of(queries):
            if not list(Analyzer("nl").words(line)):
                raise ValidationError(_("“%(line)s” heeft geen letters of cijfers.") % {"line": line})
        return queries

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["starts_at"] >= cleaned["ends_at"]:
            self.add_error("ends_at", _("“Tot” moet na “van” komen."))
        return cleaned
