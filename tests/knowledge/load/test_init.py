import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.load import init
from knowledge.load.init import initialise, source_names
from knowledge.load.shop_data import ShopData
from knowledge.records.database import Records

EXAMPLE = Path(__file__).resolve().parents[3] / "docs/csv_example"
TEAPOT = "id,title,price\nP1,Teapot,25.00\n"


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "products.csv").write_text(TEAPOT)
    return folder


@pytest.fixture
def home(tmp_path: Path, source: Path) -> Path:
    initialise(tmp_path / "home", "csv", source, progress=silent)
    return tmp_path / "home"


@pytest.fixture
def records(home: Path) -> Iterator[Records]:
    opened = Records.open(f"sqlite:///{home / 'records.db'}")
    yield opened
    opened.close()


def products(home: Path) -> int:
    with Catalogue.open(home / "catalogue.db") as catalogue:
        return catalogue.num_products


def test_a_home_holds_all_that_a_chat_needs(tmp_path: Path) -> None:
    report = initialise(tmp_path / "home", "csv", EXAMPLE, progress=silent)
    assert {path.name for path in report.home.iterdir()} >= {
        *("policy.yaml", "catalogue.db", "records.db", "import_report.csv", "words", "models")
    }
    assert report.counts["products"] == 8
    assert "8 products" in str(report)


def test_bad_rows_are_reported_by_row_number(tmp_path: Path, source: Path) -> None:
    (source / "products.csv").write_text(TEAPOT + "P2,Cup,cheap\n")
    report = initialise(tmp_path / "home", "csv", source, progress=silent)
    with report.report.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == ["file", "row", "message"]
    assert row[:2] == ["products.csv", "3"]
    assert report.num_bad == 1


def test_an_owners_rules_stay(home: Path, source: Path) -> None:
    (home / "policy.yaml").write_text("shop: {name: Mine, currency: CHF}\n")
    report = initialise(home, "csv", source, progress=silent)
    assert "Mine" in (home / "policy.yaml").read_text()
    assert report.kept_policy


def test_rules_with_a_mistake_stop_the_import(home: Path, source: Path) -> None:
    (home / "policy.yaml").write_text("shop: {nme: Mine}\n")
    (source / "products.csv").write_text(TEAPOT + "P2,Cup,6.50\n")
    with pytest.raises(ValueError, match="nme"):
        initialise(home, "csv", source, progress=silent)
    assert products(home) == 1


def test_importing_again_brings_the_new_goods(home: Path, source: Path) -> None:
    (source / "products.csv").write_text(TEAPOT + "P2,Cup,6.50\n")
    initialise(home, "csv", source, progress=silent)
    assert products(home) == 2


def test_an_interrupted_import_leaves_the_old_home(
    home: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Records, "load", interrupted)
    (source / "products.csv").write_text(TEAPOT + "P2,Cup,6.50\n")
    with pytest.raises(KeyboardInterrupt):
        initialise(home, "csv", source, progress=silent)
    assert products(home) == 1
    assert not list(home.glob(".catalogue*"))


def test_an_interrupted_first_import_leaves_nothing(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(home: Path, data: ShopData, progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(init, "_load_records", interrupted)
    with pytest.raises(KeyboardInterrupt):
        initialise(tmp_path / "new", "csv", source, progress=silent)
    assert not (tmp_path / "new").exists()


def test_a_shop_without_products_is_refused(tmp_path: Path, source: Path) -> None:
    (source / "products.csv").write_text("id,title,price\nP1,Teapot,cheap\n")
    with pytest.raises(ValueError, match=r"no product that could be loaded: products.csv, row 2"):
        initialise(tmp_path / "home", "csv", source, progress=silent)


def test_an_unknown_source_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no source 'excel'; give .*csv"):
        initialise(tmp_path / "home", "excel", tmp_path, progress=silent)


def test_a_helper_is_no_source() -> None:
    assert "csv" in source_names()
    assert "shop_data" not in source_names()


def test_a_source_that_is_read_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name it behind --from csv"):
        initialise(tmp_path / "home", "csv", None, progress=silent)
    with pytest.raises(ValueError, match="is not there"):
        initialise(tmp_path / "home", "csv", tmp_path / "no", progress=silent)


def test_progress_ends_with_everything_done(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []

    def note(what: str, done: int, total: int) -> None:
        told.append((what, done, total))

    initialise(tmp_path / "home", "csv", EXAMPLE, progress=note)
    assert told[-1][0] == "records"
    assert told[-1][1] == told[-1][2]


def test_what_was_said_stays(home: Path, source: Path, records: Records) -> None:
    from datetime import datetime

    row, _ = records.conversations.create(datetime(2026, 11, 24))
    initialise(home, "csv", source, progress=silent)
    assert records.conversations.get(row.id) is not None
