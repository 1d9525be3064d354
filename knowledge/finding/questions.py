"""What a question is about: topics from words/questions.yaml, and the fault codes it names."""

import re
from dataclasses import dataclass
from functools import cache

import yaml

from knowledge.goods import Text
from knowledge.tokens import HAN, WORDS, normalise, tokens

_HAN = re.compile(f"[{HAN}]")
_CODE = re.compile(r"[a-z]{1,3}[-_]?\d{1,4}|[a-z]{2,8}[-_]\d{1,4}")


@dataclass(frozen=True)
class Topic:
    """
    A thing that shoppers ask about, and how a text that answers it can be told.

    Parameters
    ----------
    ask
        Words of the question.
    names
        Words of an answer or of its title.
    units
        Units of the amount that an answer holds; empty: none is needed.
    kinds
        Kinds of content that are about it as a whole.
    weak
        Whether it only narrows another topic: years of what?
    open
        Whether a text about it answers only with the rest of the question in it: suitable for what?
    """

    name: str
    ask: "Phrases"
    names: "Phrases"
    units: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    weak: bool = False
    open: bool = False


@dataclass(frozen=True)
class Phrases:
    """Words of both languages: Latin ones found as whole words, Chinese ones as a part."""

    latin: tuple[str, ...]
    han: tuple[str, ...]

    def found(self, said: "Said") -> list[str]:
        """Those that `said` holds."""
        return [one for one in self.latin if one in said.latin] + [
            one for one in self.han if one in said.han
        ]

    def match(self, said: "Said") -> bool:
        return any(one in said.latin for one in self.latin) or any(
            one in said.han for one in self.han
        )


@dataclass(frozen=True)
class Said:
    """A text, made ready for phrases."""

    latin: str
    han: str

    @property
    def words(self) -> frozenset[str]:
        """The tokens of the text."""
        return frozenset(self.latin.split())

    @classmethod
    def of(cls, text: str) -> "Said":
        return cls(f" {' '.join(tokens(text))} ", normalise(text).replace(" ", ""))


@dataclass(frozen=True)
class Asked:
    """
    What a question is about.

    Parameters
    ----------
    topics
        The strong ones; the weak ones where it names no other.
    narrower
        Weak ones beside strong ones.
    spent
        The words by which the topics were found.
    said
        The question itself.
    """

    topics: tuple[Topic, ...]
    narrower: tuple[Topic, ...]
    spent: frozenset[str]
    said: Said

    def names(self, title: Text) -> bool:
        """Whether `title` stands in the question, word for word, in either language."""
        latin, han = " ".join(tokens(title.en)), normalise(title.zh)
        return (bool(latin) and f" {latin} " in self.said.latin) or (
            len(han) > 1 and han in self.said.han
        )


def asked(question: str) -> Asked:
    """The topics of `question`; one whose words are but a part of another's is none of them."""
    said = Said.of(question)
    found = {topic: topic.ask.found(said) for topic in _all_topics()}
    spent = frozenset(phrase.strip() for phrases in found.values() for phrase in phrases)
    own = [
        topic
        for topic, phrases in found.items()
        if any(not _inside_another(phrase.strip(), spent) for phrase in phrases)
    ]
    strong = tuple(topic for topic in own if not topic.weak)
    weak = tuple(topic for topic in own if topic.weak)
    return Asked(strong or weak, weak if strong else (), spent, said)


def _inside_another(phrase: str, others: frozenset[str]) -> bool:
    return any(phrase in other and phrase != other for other in others)


def fault_codes(text: str) -> frozenset[str]:
    """Tokens of `text` that look like what a display shows when something is wrong: e01, f-12."""
    return frozenset(token for token in tokens(text) if _CODE.fullmatch(token))


@cache
def _all_topics() -> tuple[Topic, ...]:
    listed = yaml.safe_load((WORDS / "questions.yaml").read_text("utf-8"))
    return tuple(
        Topic(
            name=name,
            ask=_phrases(fields.get("ask", [])),
            names=_phrases(fields.get("names", [])),
            units=frozenset(fields.get("units", [])),
            kinds=frozenset(fields.get("kinds", [])),
            weak=bool(fields.get("weak", False)),
            open=bool(fields.get("open", False)),
        )
        for name, fields in listed.items()
    )


def _phrases(listed: list[str]) -> Phrases:
    latin = [f" {' '.join(tokens(one))} " for one in listed if not _HAN.search(one)]
    return Phrases(tuple(latin), tuple(normalise(one) for one in listed if _HAN.search(one)))
