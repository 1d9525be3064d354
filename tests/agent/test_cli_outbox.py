"""`shopkeeper outbox` shows what left the house, and takes what the shop's own system says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli import main
from knowledge.records.database import Records
from tests.knowledge.confirming import CANCEL, NOON, Desk, shop_of, with_small_order


@pytest.fixture(autouse=True)
def _same_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_OFFLINE", "GRADIO_ANALYTICS_ENABLED"):
        monkeypatch.setenv(name, "")
    for name in ("DATABASE", "SMTP", "WEBHOOK"):
        monkeypatch.delenv(f"SHOPKEEPER_{name}_URL", raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "policy.yaml").write_text("{}", encoding="utf-8")
    records = Records.open(f"sqlite:///{tmp_path / 'records.db'}")
    records.load(with_small_order())
    desk = Desk(shop_of(records, tmp_path))
    desk.change(CANCEL)
    yield desk
    records.close()


def outbox(desk: Desk, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["outbox", *arguments, "--home", str(desk.shop.home)])


def test_it_lists_messages(desk: Desk) -> None:
    shown = outbox(desk, "list")
    assert shown.exit_code == 0
    assert shown.output.startswith("     1  waiting   shop  cancel_order  2026-11-20 ")


def test_the_dead_can_be_sent_again(desk: Desk) -> None:
    desk.records.outbox.failed(1, "HTTP 404", NOON, final=True)
    assert "failed 1x, HTTP 404" in outbox(desk, "dead").output
    assert "  sent  " in outbox(desk, "retry", "1").output
    assert outbox(desk, "dead").output == ""
    assert (desk.shop.home / "outbox" / "00000001-cancel_order.json").is_file()


def test_what_is_not_dead_is_not_sent_again(desk: Desk) -> None:
    refused = outbox(desk, "retry", "1")
    assert refused.exit_code == 1
    assert "message 1 was not given up" in refused.output


def test_an_answer_is_noted(desk: Desk) -> None:
    shown = outbox(desk, "answer", "1", "--state", "refused", "--reason", "already packed")
    assert "answered" in shown.output
    assert "refused already packed" in shown.output


def test_an_answer_needs_a_known_state(desk: Desk) -> None:
    wrong = outbox(desk, "answer", "1", "--state", "maybe")
    assert wrong.exit_code == 2
    assert "'accepted', 'done', 'refused'" in wrong.output


def test_without_a_home_it_says_how_to_make_one(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, ["outbox", "list", "--home", str(tmp_path / "nowhere")])
    assert shown.exit_code == 1
    assert "make one with: shopkeeper init" in shown.output


def test_help_teaches_with_an_example() -> None:
    assert "shopkeeper outbox answer 12" in CliRunner().invoke(main, ["outbox", "--help"]).output
