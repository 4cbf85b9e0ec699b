"""The forms of the rules, with what can be wrong about a synonym said before it does harm."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from wagtail.admin.forms.models import WagtailAdminModelForm

from search.admin.choosing import ResultForm
from search.language import words
from search.language.analysis import Analyzer
from search.language.languages import DUTCH
from search.language.lexicon import Lexicon
from search.language.synonyms import SynonymTable, phrase_key
from search.language.vocabulary import Vocabulary
from search.models import GoldenQuery, Promotion, Synonym
from search.models.rules import LANGUAGES, SEPARATORS, lines_of, meanings_of
from search.rules.current import query_key

TOO_BROAD = 0.3
"""A meaning that stands in this share of all documents tells nothing any more."""
FEW = 20
"""Documents below which a share says nothing."""
MAX_LINES = 20


class _LockVersion(forms.IntegerField):
    """The version of a rule that the form showed: no change by itself."""

    def has_changed(self, initial: object, data: Mapping[str, Any] | None) -> bool:
        return False


class LockedForm(WagtailAdminModelForm):
    """A form of a rule that refuses to overwrite what a colleague changed after it was opened.

    Wagtail warns of that only for what has revisions. Without a version, as where a file is read in, the rule is changed as
    it stands. The view says the Conflict of saving.
    """

    lock_version = _LockVersion(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["lock_version"] = self.instance.lock_version

    def save(self, commit: bool = True) -> object:
        """Save the rule as the version that was shown. Raises Conflict."""
        version = self.cleaned_data["lock_version"]
        if self.instance.pk and version is not None:
            self.instance.lock_version = version
        return super().save(commit)


class SynonymForm(LockedForm):
    """Words that say nothing, that mean themselves, or that stand nearly everywhere are refused; so is what is there already."""

    def clean_locale(self) -> str:
        locale: str = self.cleaned_data["locale"] or DUTCH  # a preview comes without what is required, too
        if locale != DUTCH and not len(words.current(locale)):
            values = {"language": dict(LANGUAGES)[locale]}
            raise ValidationError(
                gettext(
                    "Er zijn nog geen teksten in het %(language)s. Kies Nederlands: dat geldt voor zoekvragen in elke taal."
                )
                % values
            )
        return locale

    def clean_phrase(self) -> str:
        phrase = " ".join(self.cleaned_data["phrase"].split())
        _require_words(phrase)
        if any(sign in phrase for sign in SEPARATORS):
            raise ValidationError(
                gettext(
                    "Schrijf hier één woord of uitdrukking, zonder komma. Maak voor elk ander woord een eigen synoniem."
                )
            )
        return phrase

    def clean_meanings(self) -> str:
        """Return one meaning a line, also of a list with commas."""
        meanings = "\n".join(meanings_of(self.cleaned_data["meanings"]))
        if not meanings:
            raise ValidationError(self.fields["meanings"].error_messages["required"], code="required")
        return meanings

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        lines = lines_of(cleaned.get("meanings", ""))
        if cleaned.get("phrase") and lines:
            self._check(cleaned["phrase"], lines, cleaned.get("locale") or "nl")
        if cleaned.get("phrase"):
            self._check_once(cleaned["phrase"], cleaned.get("locale") or "nl")
        return cleaned

    def _check_once(self, phrase: str, locale: str) -> None:
        """Refuse what search reads as a synonym that is there: "Koterijen" beside "koterij"."""
        analyzer = Analyzer(locale)
        key = phrase_key(phrase, analyzer)
        if existing := next(
            (synonym for synonym in self._others(locale) if phrase_key(synonym.phrase, analyzer) == key), None
        ):
            message = gettext("“%(phrase)s” is voor het zoeken hetzelfde als uw synoniem “%(existing)s”. Vul dat aan.")
            self.add_error("phrase", message % {"phrase": phrase, "existing": existing.phrase})

    def _check(self, phrase: str, lines: tuple[str, ...], locale: str) -> None:
        analyzer = Analyzer(locale)
        vocabulary = words.current(locale)
        loops = self._phrases_meaning(query_key(phrase, analyzer), locale, analyzer)
        if len(lines) > MAX_LINES:
            self.add_error("meanings", gettext("Gebruik ten hoogste %(limit)s regels.") % {"limit": MAX_LINES})
        for line in self._new(phrase, lines):
            if query_key(line, analyzer) == query_key(phrase, analyzer):
                self.add_error(
                    "meanings", gettext("“%(line)s” betekent zichzelf. Schrijf een ander woord.") % {"line": line}
                )
            elif query_key(line, analyzer) in loops:
                loop = gettext(
                    "“%(line)s” betekent al “%(phrase)s” in een ander synoniem. Kruis daar “in beide richtingen” aan."
                )
                self.add_error("meanings", loop % {"line": line, "phrase": phrase})
            elif all(analyzer.is_stop_word(word.folded) for word in analyzer.words(line)):
                self.add_error("meanings", gettext("“%(line)s” zegt te weinig. Kies een ander woord.") % {"line": line})
            elif (share := _share(line, analyzer, vocabulary)) > TOO_BROAD:
                values = {"line": line, "share": round(share * 100)}
                broad = gettext(
                    "“%(line)s” staat in %(share)s %% van alle resultaten: dat is te ruim. Kies een woord dat meer zegt."
                )
                self.add_error("meanings", broad % values)

    def _new(self, phrase: str, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Return the meanings that are not kept yet: what became too broad with the texts stops no other change."""
        stored = self.instance.lines if self.instance.pk and self.instance.phrase == phrase else ()
        return tuple(line for line in lines if line not in stored)

    def _phrases_meaning(self, meaning: str, locale: str, analyzer: Analyzer) -> set[str]:
        """Return what other synonyms say for this meaning, as keys. A longer ring does nothing: search goes one step."""
        return {
            query_key(synonym.phrase, analyzer)
            for synonym in self._others(locale)
            if meaning in (query_key(line, analyzer) for line in synonym.lines)
        }

    def _others(self, locale: str) -> QuerySet[Synonym]:
        return Synonym.objects.filter(locale=locale).exclude(pk=self.instance.pk)


def _require_words(text: str) -> None:
    """Raise ValidationError for a text in which search reads no word."""
    if not list(Analyzer(DUTCH).words(text)):
        raise ValidationError(gettext("Schrijf een woord: “%(text)s” heeft geen letters of cijfers.") % {"text": text})


def _share(text: str, analyzer: Analyzer, vocabulary: Vocabulary) -> float:
    """Return the share of all documents that hold the rarest word of a text; 0 where a word is unknown or they are few."""
    if vocabulary.total < FEW:
        return 0.0
    telling = [
        word.folded for word in analyzer.words(text) if not analyzer.is_stop_word(word.folded) and not word.joined
    ]
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
        golden = self.instance
        same = GoldenQuery.objects.filter(query=cleaned.get("query"), locale=golden.locale)
        # The key is no field of the form, so the model's own constraint is not checked.
        if (
            cleaned.get("result")
            and same.filter(kind=golden.kind, object_id=golden.object_id).exclude(pk=golden.pk).exists()
        ):
            self.add_error(
                "result", gettext("Dit resultaat staat al bij deze proefvraag. Kies een ander, of annuleer.")
            )
        return cleaned


class PromotionForm(LockedForm, ResultForm):
    """From before until; a place from 1; one promotion of a result for a query at a time."""

    def clean_position(self) -> int:
        position: int = self.cleaned_data["position"]
        if not 1 <= position <= 10:
            raise ValidationError(gettext("Kies een plaats van 1 tot 10."))
        return position

    def clean_queries(self) -> str:
        queries: str = self.cleaned_data["queries"]
        for line in lines_of(queries):
            _require_words(line)
        return queries

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("starts_at") and cleaned.get("ends_at") and cleaned["starts_at"] >= cleaned["ends_at"]:
            self.add_error("ends_at", gettext("“Tot” moet na “van” komen."))
        elif cleaned.get("result") and (existing := self._overlapping(cleaned)):
            message = gettext(
                "Dit resultaat staat al in “%(existing)s”, in dezelfde tijd. Wijzig dat, of kies andere dagen."
            )
            self.add_error("result", message % {"existing": existing})
        return cleaned

    def _overlapping(self, cleaned: dict[str, Any]) -> Promotion | None:
        """Return another promotion of this result for one of these queries, of which a moment is also in these dates."""
        promotion = self.instance
        analyzer = Analyzer(promotion.locale)
        asked = {query_key(line, analyzer) for line in lines_of(cleaned.get("queries", ""))}
        others = Promotion.objects.exclude(pk=promotion.pk).filter(
            kind=promotion.kind, object_id=promotion.object_id, locale=promotion.locale
        )
        if start := cleaned.get("starts_at"):
            others = others.exclude(ends_at__lte=start)
        if end := cleaned.get("ends_at"):
            others = others.exclude(starts_at__gte=end)
        return next((other for other in others if asked & {query_key(line, analyzer) for line in other.lines}), None)
