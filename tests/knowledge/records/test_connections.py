"""What is wrong with a database is said in one sentence."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from knowledge.records.database import Records

# Nothing listens there.
CLOSED = "127.0.0.1:1"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no URL", "something that is no URL; give one such as postgresql://"),
        ("postgresql://shop:secret@host:port/shop", "something that is no URL"),
        ("mysql://shop:secret@host/shop", "can't be kept in mysql; give a URL of postgresql or"),
        ("postgresql+nothing://shop:secret@host/shop", "driver of postgresql[+]nothing is not"),
    ],
)
def test_a_url_that_will_not_do_is_refused_without_its_password(url: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        Records.open(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_without_the_driver_it_is_said_how_to_get_it(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ValueError, match=r"pip install 'shopkeeper\[postgres\]'$"):
        Records.open(f"{scheme}://shop:secret@{CLOSED}/shop")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_that_is_down_is_named(scheme: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ConnectionError, match="Connection refused") as failed:
        Records.open(f"{scheme}://shop:secret@{CLOSED}/shop")
    assert "127.0.0.1" in str(failed.value)
    assert "\n" not in str(failed.value)
    assert "secret" not in str(failed.value)


def test_a_folder_that_is_not_there_holds_no_records(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match="can't be opened: unable to open database file"):
        Records.open(f"sqlite:///{tmp_path / 'nowhere' / 'records.db'}")


def test_another_file_holds_no_records(tmp_path: Path) -> None:
    file = tmp_path / "records.db"
    file.write_text("not a database, whatever its name says", encoding="utf-8")
    with pytest.raises(ConnectionError, match="can't be opened: file is not a database"):
        Records.open(f"sqlite:///{file}")


def test_a_database_that_is_not_there_is_named(url: str) -> None:
    if url == "sqlite://":
        pytest.skip("SQLite makes what is not there")
    elsewhere = make_url(url).set(database="not_there")
    with pytest.raises(ConnectionError, match='"not_there" does not exist'):
        Records.open(elsewhere.render_as_string(hide_password=False))
