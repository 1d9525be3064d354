"""The intent model: the same for the same texts, calibrated, kept until its texts change."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.understanding import intents
from agent.understanding.intents import IntentModel, fingerprint, load_intents, masked, train
from knowledge.encoder import unit
from skills import load_words

WORDS = {
    "track": ("where", "parcel", "late", "arrive", "到哪", "快递"),
    "price": ("much", "cost", "price", "cheap", "多少", "价格"),
    "greet": ("hello", "hi", "morning", "hey", "你好", "您好"),
}
TEXTS: Mapping[str, tuple[str, ...]] = {
    name: tuple(f"{one} {other}" for one in words for other in words if one != other)
    for name, words in WORDS.items()
}
Use = Callable[[Mapping[str, Sequence[str]]], None]


class BagOfWords:
    """A tiny encoder: each word that it knows adds one to a place of its own."""

    places = MappingProxyType({word: n for n, word in enumerate(sum(WORDS.values(), ()))})
    dim = len(places)

    def __init__(self, name: str = "bag") -> None:
        self.name = name

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            known = [self.places[word] for word in text.split() if word in self.places]
            np.add.at(vectors[row], known, 1)
        return unit(vectors)


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return train(TEXTS, BagOfWords())


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Use:
    """Lets the installation learn from other texts, and keep its model in a folder of the test."""
    monkeypatch.setattr(intents, "model_path", lambda: tmp_path / "intents.npz")

    def learn_from(texts: Mapping[str, Sequence[str]]) -> None:
        monkeypatch.setattr(intents, "training_texts", lambda: texts)

    return learn_from


def must_not_train(*_: object) -> IntentModel:
    raise AssertionError("the model was trained again")


def same(one: IntentModel, other: IntentModel) -> bool:
    return (
        one.names == other.names
        and one.temperature == other.temperature
        and np.array_equal(one.weights, other.weights)
        and np.array_equal(one.bias, other.bias)
        and np.array_equal(one.mean, other.mean)
        and np.array_equal(one.scale, other.scale)
    )


@pytest.mark.parametrize(
    ("text", "name"), [("where is my parcel", "track"), ("how much", "price"), ("hello", "greet")]
)
def test_what_was_learnt_is_recognised(model: IntentModel, text: str, name: str) -> None:
    ((best, *_),) = model([text])
    assert best.name == name


def test_training_gives_the_same_model_for_the_same_seed(model: IntentModel) -> None:
    assert same(train(TEXTS, BagOfWords(), seed=0), model)


def test_the_seed_is_only_for_the_calibration(model: IntentModel) -> None:
    assert np.array_equal(train(TEXTS, BagOfWords(), seed=7).weights, model.weights)


def test_every_intent_has_a_confidence_and_they_sum_to_one(model: IntentModel) -> None:
    (ranked,) = model(["where is something that nobody has ever heard of"])
    assert {intent.name for intent in ranked} == {"track", "price", "greet"}
    assert sum(intent.confidence for intent in ranked) == pytest.approx(1)


def test_the_likeliest_intent_comes_first(model: IntentModel) -> None:
    confidences = [[intent.confidence for intent in ranked] for ranked in model(["where", "much"])]
    assert confidences == [sorted(one, reverse=True) for one in confidences]


def test_texts_are_read_one_by_one_as_together(model: IntentModel) -> None:
    together = model(["where late", "how much"])
    (first,), (second,) = model(["where late"]), model(["how much"])
    assert [one[0].name for one in together] == [first[0].name, second[0].name]
    assert together[0][0].confidence == pytest.approx(first[0].confidence, abs=1e-6)


def test_no_texts_have_no_intents(model: IntentModel) -> None:
    assert model([]) == ()


def test_texts_that_differ_only_in_numbers_and_addresses_mean_the_same() -> None:
    assert masked("Where is #W2378156?").split() == masked("where is  202506010001?").split()
    assert masked("I am ada@example.com") == masked("i am bo.b@shop.co.uk")


def test_a_short_number_is_kept() -> None:
    assert masked("2 kettles") == "2 kettles"


def test_a_saved_model_is_loaded_as_it_was(
    use: Use, model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(TEXTS)
    built = load_intents(BagOfWords())
    monkeypatch.setattr(intents, "train", must_not_train)
    loaded = load_intents(BagOfWords())
    assert same(loaded, built)
    assert same(loaded, model)
    assert loaded(["where is my parcel"]) == built(["where is my parcel"])


@pytest.mark.parametrize(
    ("texts", "encoder"),
    [
        ({**TEXTS, "thank": TEXTS["greet"]}, "bag"),  # another intent
        ({**TEXTS, "track": ("where", *TEXTS["track"])}, "bag"),  # another utterance
        (TEXTS, "other"),  # another encoder
    ],
)
def test_a_model_is_built_anew_when_what_it_learnt_from_has_changed(
    use: Use, monkeypatch: pytest.MonkeyPatch, texts: Mapping[str, Sequence[str]], encoder: str
) -> None:
    use(TEXTS)
    load_intents(BagOfWords())
    use(texts)
    monkeypatch.setattr(intents, "train", must_not_train)
    with pytest.raises(AssertionError, match="trained again"):
        load_intents(BagOfWords(encoder))


@pytest.mark.parametrize(
    "texts",
    [
        {**TEXTS, "track": ("where", *TEXTS["track"])},  # one text more
        {**TEXTS, "track": TEXTS["track"][::-1]},  # another order
        {"track": TEXTS["price"], "price": TEXTS["track"], "greet": TEXTS["greet"]},  # swapped
        {name: TEXTS[name] for name in ("track", "price")},  # one intent less
    ],
)
def test_the_fingerprint_changes_with_the_texts(texts: Mapping[str, Sequence[str]]) -> None:
    assert fingerprint(texts, BagOfWords()) != fingerprint(TEXTS, BagOfWords())


def test_the_fingerprint_does_not_change_with_the_order_of_the_intents() -> None:
    turned = dict(reversed([*TEXTS.items()]))
    assert fingerprint(turned, BagOfWords()) == fingerprint(TEXTS, BagOfWords())


def test_no_half_written_file_is_left_behind(use: Use, tmp_path: Path) -> None:
    use(TEXTS)
    load_intents(BagOfWords())
    assert [path.name for path in tmp_path.iterdir()] == ["intents.npz"]


def test_every_skill_and_what_is_none_are_learnt() -> None:
    assert set(intents.training_texts()) == {*load_words(), "out_of_scope"}
