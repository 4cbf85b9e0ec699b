"""The forms of the rules, with what can be wrong about a synonym said before it does harm."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from search.admin.choosing import ResultForm
from search.language import words
from search.language.analysis import Analyzer
from search.language.languages import DUTCH
from search.language.lexicon import Lexicon
from search.language.synonyms import SynonymTable, said_key
from search.language.vocabulary import Vocabulary
from search.models import GoldenQuery, Promotion, Synonym
from search.models.rules import LANGUAGES, SEPARATORS, lines_of, meanings_of
from search.rules.current import query_key

TOO_BROAD = 0.3
"""A meaning that stands in this share of all documents tells nothing any more."""
FEW = 20
"""Documents below which a share says nothing."""
MOST_LINES = 20


class _Seen(forms.CharField):
    """When a rule was changed last, as the form showed it: no change by itself."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class SeenForm(WagtailAdminModelForm):
    """A form of a rule that refuses to overwrite what a colleague changed after it was opened.

    Wagtail warns of that only for what has revisions. `seen` is when the rule was changed last, as the form showed it; without
    it, as where a file is read in, nothing is refused.
    """

    seen = _Seen(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.changed_at.isoformat()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        seen = cleaned.get("seen")
        if self.instance.pk and seen and seen != self.instance.changed_at.isoformat():
            raise ValidationError(
                _("Dit werd intussen gewijzigd in een ander venster. Open het opnieuw en doe uw wijziging daar.")
            )
        return cleaned


class SynonymForm(SeenForm):
    """Words that say nothing, that mean themselves, or that stand nearly everywhere are refused; so is what is there already."""

    def clean_locale(self) -> str:
        locale: str = self.cleaned_data["locale"] or DUTCH  # a preview comes without what is required, too
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
        _require_words(said)
        if any(sign in said for sign in SEPARATORS):
            raise ValidationError(
                _("Schrijf hier één woord of uitdrukking, zonder komma. Maak voor elk ander woord een eigen synoniem.")
            )
        return said

    def clean_means(self) -> str:
        """Return one meaning a line, also of a list with commas."""
        means = "\n".join(meanings_of(self.cleaned_data["means"]))
        if not means:
            raise ValidationError(self.fields["means"].error_messages["required"], code="required")
        return means

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        lines = lines_of(cleaned.get("means", ""))
        if cleaned.get("said") and lines:
            self._check(cleaned["said"], lines, cleaned.get("locale") or "nl")
        if cleaned.get("said"):
            self._check_once(cleaned["said"], cleaned.get("locale") or "nl")
        return cleaned

    def _check_once(self, said: str, locale: str) -> None:
        """Refuse what search reads as a synonym that is there: "Koterijen" beside "koterij"."""
        analyzer = Analyzer(locale)
        key = said_key(said, analyzer)
        if there := next((one for one in self._others(locale) if said_key(one.said, analyzer) == key), None):
            told = _("“%(said)s” is voor het zoeken hetzelfde als uw synoniem “%(there)s”. Vul dat aan.")
            self.add_error("said", told % {"said": said, "there": there.said})

    def _check(self, said: str, lines: tuple[str, ...], locale: str) -> None:
        analyzer = Analyzer(locale)
        vocabulary = words.current(locale)
        loops = self._said_by_what_means(query_key(said, analyzer), locale, analyzer)
        if len(lines) > MOST_LINES:
            self.add_error("means", _("Gebruik ten hoogste %(most)s regels.") % {"most": MOST_LINES})
        for line in self._new(said, lines):
            if query_key(line, analyzer) == query_key(said, analyzer):
                self.add_error("means", _("“%(line)s” betekent zichzelf. Schrijf een ander woord.") % {"line": line})
            elif query_key(line, analyzer) in loops:
                loop = _(
                    "“%(line)s” betekent al “%(said)s” in een ander synoniem. Kruis daar “in beide richtingen” aan."
                )
                self.add_error("means", loop % {"line": line, "said": said})
            elif all(analyzer.is_stop_word(word.folded) for word in analyzer.words(line)):
                self.add_error("means", _("“%(line)s” zegt te weinig. Kies een ander woord.") % {"line": line})
            elif (share := _share(line, analyzer, vocabulary)) > TOO_BROAD:
                told = {"line": line, "share": round(share * 100)}
                broad = _(
                    "“%(line)s” staat in %(share)s %% van alle resultaten: dat is te ruim. Kies een woord dat meer zegt."
                )
                self.add_error("means", broad % told)

    def _new(self, said: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Return the meanings that are not kept yet: what became too broad with the texts stops no other change."""
        kept = self.instance.lines if self.instance.pk and self.instance.said == said else ()
        return tuple(line for line in lines if line not in kept)

    def _said_by_what_means(self, meaning: str, locale: str, analyzer: Analyzer) -> set[str]:
        """Return what other synonyms say for this meaning, as keys. A longer ring does nothing: search goes one step."""
        return {
            query_key(one.said, analyzer)
            for one in self._others(locale)
            if meaning in (query_key(line, analyzer) for line in one.lines)
        }

    def _others(self, locale: str) -> QuerySet[Synonym]:
        return Synonym.objects.filter(locale=locale).exclude(pk=self.instance.pk)


def _require_words(text: str) -> None:
    """Raise ValidationError for a text in which search reads no word."""
    if not list(Analyzer(DUTCH).words(text)):
        raise ValidationError(_("Schrijf een woord: “%(text)s” heeft geen letters of cijfers.") % {"text": text})


def _share(text: str, analyzer: Analyzer, vocabulary: Vocabulary) -> float:
    """Return the share of all documents that hold the rarest word of a text; 0 where a word is unknown or they are few."""
    if vocabulary.total < FEW:
        return 0.0
    telling = [one.folded for one in analyzer.words(text) if not analyzer.is_stop_word(one.folded) and not one.joined]
    counts = [vocabulary.entries[word].documents if word in vocabulary else 0 for word in telling]
    return min(counts, default=0) / vocabulary.total


def unknown_meanings(synonym: Synonym) -> list[str]:
    """Return the meanings of which the texts lack a word: search can do nothing with them."""
    lexicon = Lexicon(Analyzer(synonym.locale), words.current(synonym.locale), SynonymTable())
    return [line for line in synonym.lines if not any(lexicon.readable([line]))]


class GoldenQueryForm(ResultForm):
    """A query with letters or digits, and a result that is not judged for it yet."""

    def clean_query(self) -> str:
        query = " ".join(self.cleaned_data["query"].split())
        _require_words(query)
        return query

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        one = self.instance
        same = GoldenQuery.objects.filter(query=cleaned.get("query"), locale=one.locale)
        # The key is no field of the form, so the model's own constraint is not checked.
        if cleaned.get("result") and same.filter(kind=one.kind, object_id=one.object_id).exclude(pk=one.pk).exists():
            self.add_error("result", _("Dit resultaat staat al bij deze proefvraag. Kies een ander, of annuleer."))
        return cleaned


class PromotionForm(SeenForm, ResultForm):
    """From before until; a place from 1; one promotion of a result for a query at a time."""

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if not 1 <= position <= 10:
            raise ValidationError(_("Kies een plaats van 1 tot 10."))
        return position

    def clean_queries(self) -> str:
        queries: str = self.cleaned_data["queries"]
        for line in lines_of(queries):
            _require_words(line)
        return queries

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["starts_at"] >= cleaned["ends_at"]:
            self.add_error("ends_at", _("“Tot” moet na “van” komen."))
        elif cleaned.get("result") and (there := self._there(cleaned)):
            told = _("Dit resultaat staat al in “%(there)s”, in dezelfde tijd. Wijzig dat, of kies andere dagen.")
            self.add_error("result", told % {"there": there})
        return cleaned

    def _there(self, cleaned: dict[str, Any]) -> Promotion | None:
        """Return another promotion of this result for one of these queries, of which a moment is also in these dates."""
        one = self.instance
        analyzer = Analyzer(one.locale)
        asked = {query_key(line, analyzer) for line in lines_of(cleaned.get("queries", ""))}
        others = Promotion.objects.exclude(pk=one.pk).filter(kind=one.kind, object_id=one.object_id, locale=one.locale)
        if start := cleaned.get("starts_at"):
            others = others.exclude(ends_at__lte=start)
        if end := cleaned.get("ends_at"):
            others = others.exclude(starts_at__gte=end)
        return next((each for each in others if asked & {query_key(line, analyzer) for line in each.lines}), None)
