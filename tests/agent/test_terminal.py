import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.terminal import chat, identity_of
from agent.turn import Identity
from knowledge.load.init import initialise
from knowledge.post import Post
from knowledge.shop import Shop
from skills.skill import Level

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/csv_example"
ANN = identity_of(None, "Ann", None)

Type = Callable[..., None]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for way in ("DATABASE_URL", "SMTP_URL", "WEBHOOK_URL", "WEBHOOK_SECRET"):
        monkeypatch.delenv(f"SHOPKEEPER_{way}", raising=False)
    initialise(tmp_path / "home", "csv", EXAMPLE, progress=lambda what, done, total: None)
    return tmp_path / "home"


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Lines that are typed in a terminal, and Ctrl-D behind them."""

    def given(*lines: str) -> None:
        left = iter(lines)

        def ask(prompt: str) -> str:
            if (line := next(left, None)) is None:
                raise EOFError
            return line

        monkeypatch.setattr("builtins.input", ask)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)

    return given


@pytest.fixture
def waiting(home: Path) -> str:
    """A conversation that waits for a person."""
    agent = Agent(Shop.open(home))
    conversation, _ = agent.start()
    agent.respond(conversation, "I would like to talk to a person.")
    return conversation


def said(home: Path, conversation: str) -> list[tuple[str, str]]:
    turns = Agent(Shop.open(home)).conversation(conversation).turns
    return [(turn.by, turn.text) for turn in turns]


def test_a_terminal_shows_replies_and_numbers_the_choices(
    home: Path, typing: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    typing("plan the stock for next month", "")
    chat(home, Identity(Level.VERIFIED, "C1"), as_json=False)
    assert "  1. " in capsys.readouterr().out


def test_the_desk_lists_who_waits(
    home: Path, waiting: str, typing: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    typing("list", "quit")
    chat(home, ANN, as_json=False)
    assert "I would like to talk to a person." in capsys.readouterr().out


def test_what_staff_type_reaches_the_conversation_they_took(
    home: Path, waiting: str, typing: Type
) -> None:
    typing("take 1", "Hello, Ann here.", "back")
    chat(home, ANN, as_json=False)
    assert said(home, waiting)[-1] == ("staff", "Hello, Ann here.")


def test_a_conversation_that_was_handed_back_is_the_assistants(
    home: Path, waiting: str, typing: Type
) -> None:
    typing("take 1", "Hello, Ann here.", "back")
    chat(home, ANN, as_json=False)
    row = Shop.open(home).records.conversations.get(waiting)
    assert row is not None
    assert row.owner == "bot"


def test_a_number_that_nobody_has_takes_nothing(
    home: Path, waiting: str, typing: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    typing("take 7", "Hello?")
    chat(home, ANN, as_json=False)
    assert "7 is none of the 1 that wait" in capsys.readouterr().out
    assert len(said(home, waiting)) == 1


def test_only_one_person_sits_at_a_terminal() -> None:
    with pytest.raises(ValueError, match="only one"):
        identity_of("C1", "Ann", None)


def test_the_file_of_her_data_is_saved_in_the_folder(
    home: Path,
    typing: Type,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    typing("export my data")
    chat(home, Identity(Level.VERIFIED, "C1"), as_json=False)
    saved = tmp_path / "my-data.json"
    assert json.loads(saved.read_text(encoding="utf-8"))["customer"]["id"] == "C1"
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert "my-data.json" in capsys.readouterr().out


def test_a_file_that_is_there_is_not_written_over(
    home: Path,
    typing: Type,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-data.json").write_text("mine", encoding="utf-8")
    typing("export my data")
    chat(home, Identity(Level.VERIFIED, "C1"), as_json=False)
    assert (tmp_path / "my-data.json").read_text(encoding="utf-8") == "mine"
    assert "my-data.json was not saved" in capsys.readouterr().out


def test_json_holds_the_file(
    home: Path, typing: Type, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typing("export my data")
    chat(home, Identity(Level.VERIFIED, "C1"), as_json=True)
    (attachment,) = json.loads(capsys.readouterr().out)["attachments"]
    assert attachment["url"].startswith("data:application/json;base64,")
    assert not (tmp_path / "my-data.json").exists()


def test_the_post_is_closed_behind_the_chat(
    home: Path, typing: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(Post, "close", lambda post: closed.append(True))
    typing()
    chat(home, Identity(), as_json=False)
    assert closed == [True]
