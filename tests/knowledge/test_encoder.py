"""The default encoder, and what happens where there is none."""

import numpy as np
import pytest

from knowledge import encoder
from knowledge.encoder import load_encoder


def test_vectors_have_length_one() -> None:
    vectors = load_encoder()(["a kettle", "一把水壶"])
    assert vectors.shape == (2, 512)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows() -> None:
    assert load_encoder()([]).shape == (0, 512)


def test_the_same_meaning_is_near_across_languages() -> None:
    kettle, shuihu, tent = load_encoder()(["an electric kettle", "电热水壶", "a tent for two"])
    assert kettle @ shuihu > kettle @ tent + 0.2


def test_an_encoder_is_loaded_once() -> None:
    assert load_encoder() is load_encoder("use")


def test_an_unknown_encoder_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ValueError, match="SHOPKEEPER_ENCODER is '/nowhere/model'"):
        load_encoder("/nowhere/model")


def test_other_weights_than_the_checked_ones_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoder.USE_FILES, "sp.model", "0" * 64)
    with pytest.raises(ValueError, match=r"sp\.model"):
        encoder.UniversalSentenceEncoder()
