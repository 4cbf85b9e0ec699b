"""From text to terms: fold, leave out stop words, stem. The only module that knows a language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from ground.folding import SIGNS, fold

TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SEPARATOR = re.compile(r"[-']")
MAX_WORD_LENGTH = 40
"""Letters of a word that are looked at: the longest real Dutch compounds stay below it, pasted rubbish does not."""

# Function words, and the verbs with which people ask for anything at all. "over", "na" and "geen" tell something
# ("na overlijden"), so they stay.
_DUTCH_STOP_WORDS = (
    "aan al alle alles als altijd andere ben bent bij daar dan dat de der deze die dit doch doe doen door dus een "
    "eens en er ga gaan ge graag had heb hebben heeft hem het hier hij hoe hoeveel hun iemand iets ik in is ja je "
    "jij jou jouw jullie kan kon krijg krijgen krijgt kunnen laten ligt maar mag me meer men met mij mijn moet "
    "moeten naar nee niet niets nog nou nu of om omdat onder ons onze ook op per reeds te tegen toch toen tot u "
    "uit uw van veel via voor waar waarom wanneer want waren was wat we wel welk welke werd wezen wie wij wil "
    "willen word worden wordt ze zei zelf zich zij zijn zo zonder zou zullen zult"
)
# Plurals that the stemmer leaves as they are: premies, aktes.
_PLURALS = ("ies", "tes", "ges", "des")
_STEMMERS = {"nl": "dutch_porter", "en": "english", "fr": "french", "de": "german"}
_STOP_WORDS = {"nl": frozenset(_DUTCH_STOP_WORDS.split())}


# Spellings that sound alike in Dutch, in the order in which they are replaced.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"sch(?=[^aeiouy]|$)", "s"),
        (r"tie(?=s?$)", "si"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck", "k"),
        (r"qu", "kw"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"ch", "g"),
        (r"c", "k"),
        (r"ij|ei|y", "y"),
        (r"ou|au", "o"),
        (r"ie", "i"),
        (r"oe|ue", "u"),
        (r"z", "s"),
        (r"v", "f"),
        (r"dt?$|tt$", "t"),
        (r"dt", "t"),
        (r"(.)\1+", r"\1"),
        (r"e?n$", ""),
    )
]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return a key that a folded word shares with what sounds like it: "kollumbarium" and "columbarium"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


MIN_ROOT_LENGTH = 4
"""Letters that a verb's forms must share: with fewer, "gemeente" would be a form of "men"."""
_SEPARABLE = "aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|vast|voor|weg"
_PARTICIPLE = re.compile(rf"^({_SEPARABLE})?ge(.{{3,}}?)(?:d|t|en)?$")
_INSEPARABLE = re.compile(r"^((?:be|ver|ont|her|er).{3,}?)[dt]$")
_LONG_VOWEL = re.compile(r"([aeou])\1(?=[^aeiouy]*$)")
_VOICED = {"z": "s", "v": "f"}


@lru_cache(maxsize=100_000)
def kin(stem: str) -> str:
    """Return what the stems of a Dutch verb's forms share: "verhuisd" and "verhuiz", "aangevraagd" and "aanvrag"."""
    root = stem
    if match := _INSEPARABLE.match(stem):
        root = match[1]
    elif match := _PARTICIPLE.match(stem):
        root = (match[1] or "") + match[2]
    root = _LONG_VOWEL.sub(r"\1", root)
    root = root[:-1] + _VOICED.get(root[-1:], root[-1:])
    return root if len(root) >= MIN_ROOT_LENGTH else stem


_SMALL = ("tjes", "tje", "pjes", "pje", "jes", "je", "skes", "ske", "kes", "ken", "ke")


def without_diminutive(word: str) -> Iterator[str]:
    """Yield what a folded Dutch word may be small for: "brommerke" gives "brommer", "boekske" "boek"."""
    for ending in _SMALL:
        base = word.removesuffix(ending)
        if len(base) >= 3 and base != word:
            yield base


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, and as it stood there. joined is true for "idkaart" out of "id-kaart"."""

    folded: str
    surface: str
    joined: bool = False


def _plain(token: str) -> str:
    folded = fold(token)[:MAX_WORD_LENGTH]
    # A letter may stand for several words: U+FDFA is four, with spaces between them.
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


@dataclass(frozen=True, slots=True)
class Analyzer:
    """The analysis of one locale ("nl"); a language that it does not know is folded and not stemmed."""

    locale: str

    @property
    def language(self) -> str:
        """Return the language part of the locale."""
        return _language(self.locale)

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of a text in order; a hyphenated one as its parts, then joined."""
        for match in TOKEN.finditer(unicodedata.normalize("NFC", text).translate(SIGNS)):
            token = match.group()
            parts = _SEPARATOR.split(token)
            for part in parts:
                if folded := _plain(part):
                    yield Word(folded, part)
            if len(parts) > 1:
                yield Word(_plain("".join(parts)), token, joined=True)

    def is_stop_word(self, word: str) -> bool:
        """Say whether a folded word is too common to tell anything."""
        return word in _STOP_WORDS.get(self.language, frozenset())

    def stem(self, word: str) -> str:
        """Return the stem of a folded word: "vergunningen" gives "vergunn"."""
        return _stem(self.language, word)

    def stems(self, surface: str) -> tuple[str, ...]:
        """Return the stems of a word as it stands in a text, none of a stop word. Kept: results show the same texts often."""
        return _stems(self, surface)


@lru_cache(maxsize=20_000)
def _stems(analyzer: Analyzer, surface: str) -> tuple[str, ...]:
    words = (word.folded for word in analyzer.words(surface))
    return tuple(analyzer.stem(word) for word in words if not analyzer.is_stop_word(word))


@lru_cache(maxsize=100)
def _language(locale: str) -> str:
    return locale.split("-")[0].lower()


@lru_cache(maxsize=100_000)
def _stem(language: str, word: str) -> str:
    if language not in _STEMMERS or not word.isalpha():
        return word
    if language == "nl" and len(word) > 4 and word.endswith(_PLURALS):
        word = word[:-1]
    # A stemmer of PyStemmer is not safe for threads: one for each call, made in a microsecond.
    return str(Stemmer.Stemmer(_STEMMERS[language], 0).stemWord(word))
