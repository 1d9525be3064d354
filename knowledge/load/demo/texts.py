"""The texts of the demo shop: descriptions, booklets of machines, policies, FAQ and offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from string import Formatter
from typing import Any

from knowledge.goods import Content, ContentKind, Text
from knowledge.load.demo.series import Model
from knowledge.load.demo.words import both, filled, read_list
from knowledge.load.shop_data import Promotion

MAX_SENTENCES = 4


def make_contents(models: Sequence[Model]) -> list[Content]:
    """All texts but the offers."""
    patterns, manuals = read_list("patterns"), read_list("manuals")
    contents: list[Content] = []
    for model in models:
        contents.append(
            Content(
                f"description-{model.product}",
                "description",
                model.title,
                _description(model, patterns[model.series.patterns]),
                model.product,
            )
        )
        if model.series.manual:
            contents += _booklet(model, manuals[model.series.manual], manuals["titles"])
    contents += _shop_texts("policy", read_list("policies"))
    contents += _shop_texts("faq", read_list("faq"))
    return contents


def make_offers(promotions: Iterable[Promotion], today: date) -> list[Content]:
    """A text for each price cut that is running."""
    template = both(read_list("promotions")["offer"])
    return [
        Content(
            f"offer-{one.id}",
            "offer",
            Text(one.title_en, one.title_zh),
            filled(
                template,
                {
                    "title": Text(one.title_en, one.title_zh),
                    "first": _day(one.first),
                    "last": _day(one.last),
                },
            ),
        )
        for one in promotions
        if one.first <= today <= one.last
    ]


def _day(day: date) -> Text:
    return Text(f"{day.day} {day:%B} {day.year}", f"{day.year}年{day.month}月{day.day}日")


def _shop_texts(kind: ContentKind, said: Iterable[Mapping[str, str]]) -> Iterator[Content]:
    for one in said:
        yield Content(one["id"], kind, both(one["title"]), both(one["text"]))


def _booklet(model: Model, manual: Mapping[str, Any], titles: Mapping[str, str]) -> list[Content]:
    kinds: tuple[ContentKind, ...] = ("install", "repair")
    named = {"title": model.title}
    texts = [
        Content(
            f"{kind}-{model.product}",
            kind,
            filled(both(titles[kind]), named),
            both(manual[kind]),
            model.product,
        )
        for kind in kinds
    ]
    for code, said in manual["faults"].items():
        meaning_en, meaning_zh, remedy_en, remedy_zh = said.split(" | ")
        text = Text(f"{meaning_en} {remedy_en}", f"{meaning_zh}{remedy_zh}")
        id = f"fault-{model.product}-{code}"
        texts.append(Content(id, "fault", Text(code, code), text, model.product))
    return texts


def _description(model: Model, groups: Sequence[Sequence[Mapping[str, Any]]]) -> Text:
    series, place = model.series, model.place
    sentences = [series.lead[place % len(series.lead)]]
    sentences += [_pick(model, group) for group in groups]
    if series.more:
        sentences.append(series.more[(place // 2) % len(series.more)])
    elif place % 3 == 1 and len(series.lead) > 1:
        sentences.append(series.lead[(place + 1) % len(series.lead)])
    values = {name: _in_a_sentence(value) for name, value in model.values.items()}
    said = [filled(one, values) for one in sentences if one][:MAX_SENTENCES]
    return Text(" ".join(one.en for one in said), "".join(one.zh for one in said))


def _in_a_sentence(value: Text) -> Text:
    """``plum, fig, rose`` becomes ``plum, fig and rose``."""
    parts = value.en.split(", ")
    if len(parts) < 3 or "、" not in value.zh:
        return value
    return Text(f"{', '.join(parts[:-1])} and {parts[-1]}", value.zh)


def _pick(model: Model, group: Sequence[Mapping[str, Any]]) -> Text:
    """One of the sentences that tell most about this product; neighbours get different ones."""
    fitting = [one for one in group if _holds(model, one)]
    if not fitting:
        return Text()
    most = max(_weight(one) for one in fitting)
    best = [one for one in fitting if _weight(one) >= most]
    return both(best[model.number % len(best)]["text"])


def _weight(pattern: Mapping[str, Any]) -> int:
    # Saying nothing counts like a short sentence, so that not every text ends the same way.
    return 1 if not pattern["text"] else max(len(_slots(pattern)), len(pattern.get("when", {})))


def _slots(pattern: Mapping[str, Any]) -> list[str]:
    named = [name for _, name, _, _ in Formatter().parse(both(pattern["text"]).en)]
    return [name for name in named if name and name != "brand"]


def _holds(model: Model, pattern: Mapping[str, Any]) -> bool:
    values = model.values
    when: Mapping[str, str] = pattern.get("when", {})
    return all(name in values for name in (*_slots(pattern), *when)) and all(
        wanted in ("*", values[name].en) for name, wanted in when.items()
    )
