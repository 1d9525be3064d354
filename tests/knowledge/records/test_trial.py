from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from knowledge.load.shop_data import ShopData, StockRow
from knowledge.people import Customer
from knowledge.records.database import Records
from knowledge.records.trial import Trial

NOW = datetime(2026, 11, 24, 12, 0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "records.db"
    records = Records.open(f"sqlite:///{path}")
    stock = [StockRow("V1", "A", 3), StockRow("V1", "B", 4)]
    records.load(ShopData(customers=[Customer("ada", "Ada Fox")], stock=stock))
    records.close()
    return path


@pytest.fixture
def trial(source: Path, tmp_path: Path) -> Iterator[Trial]:
    (tmp_path / "copy").mkdir()
    copy = Trial.of(source, tmp_path / "copy")
    yield copy
    copy.close()


def test_a_copy_does_not_touch_its_source(source: Path, trial: Trial) -> None:
    before = source.read_bytes()
    trial.set_stock("V1", 0)
    assert source.read_bytes() == before


def test_stock_is_so_much_in_all_warehouses_together(trial: Trial) -> None:
    trial.set_stock("V1", 5)
    assert trial.records.stock.on_hand("V1") == 5


def test_a_variant_without_numbers_gets_one(trial: Trial) -> None:
    trial.set_stock("V2", 0)
    assert trial.records.stock.on_hand("V2") == 0


def test_an_order_that_is_not_there_has_no_status(trial: Trial) -> None:
    with pytest.raises(ValueError, match="no order 'X'"):
        trial.set_status("X", "shipped")


def test_changes_are_named_by_record_once_it_is_watched(trial: Trial) -> None:
    trial.set_stock("V2", 1)
    trial.watch()
    trial.set_stock("V1", 1)
    assert trial.changed() == {"stock/V1"}


def test_writing_the_same_again_is_no_change(trial: Trial) -> None:
    trial.set_stock("V1", 0)
    trial.watch()
    trial.set_stock("V1", 0)
    assert trial.changed() == frozenset()


def test_the_audit_is_read_with_its_details(trial: Trial) -> None:
    trial.watch()
    trial.records.audit.add(who="ada", what="x", target="stock/V1", detail='{"a": 1}', at=NOW)
    (deed,) = trial.deeds()
    assert (deed.what, deed.target, deed.fields) == ("x", "stock/V1", {"a": 1})


def test_the_code_is_the_one_of_the_newest_message(trial: Trial) -> None:
    trial.records.outbox.put("code", "a@example.com", "Code", "Your code: 111111", NOW)
    trial.records.outbox.put("code", "a@example.com", "Code", "Your code: 493021 (10 min)", NOW)
    trial.records.outbox.put("news", "a@example.com", "News", "Only 9999 left", NOW)
    assert trial.latest_code() == "493021"


def test_no_records_no_copy(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no records at"):
        Trial.of(tmp_path / "no.db", tmp_path)
