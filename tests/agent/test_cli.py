import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli import main
from knowledge.load.init import initialise

EXAMPLE = Path(__file__).resolve().parents[2] / "docs/csv_example"
CASE = "- {name: greets, chat: [{me: hello}], then: {says_any: [hello, hi, help]}}"


@pytest.fixture(autouse=True)
def _same_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command sets what its libraries read; the tests after it keep what they had."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "")
    monkeypatch.setenv("GRADIO_ANALYTICS_ENABLED", "")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cli") / "plants"
    initialise(home, "csv", EXAMPLE, progress=lambda what, done, total: None)
    return home


def shopkeeper(*arguments: object, said: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=said)


def test_help_names_the_commands() -> None:
    shown = shopkeeper("--help")
    assert shown.exit_code == 0
    assert [name for name in ("init", "chat", "serve", "test", "train") if name in shown.output]


@pytest.mark.parametrize("command", ["init", "train", "chat", "serve", "test"])
def test_help_teaches_with_an_example(command: str) -> None:
    assert f"shopkeeper {command}" in shopkeeper(command, "--help").output


def test_nothing_calls_home() -> None:
    shopkeeper("train", "nothing")
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_init_makes_a_home(tmp_path: Path) -> None:
    made = shopkeeper("init", "--from", "csv", EXAMPLE, "--home", tmp_path / "home")
    assert made.exit_code == 0
    assert "8 products" in made.stdout
    assert (tmp_path / "home" / "catalogue.db").is_file()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("init", "--from", "excel"), "there is no source 'excel'"),
        (("init", "--from", "csv", "/no/such/folder"), "is not there"),
        (("train", "everything"), "there is no part 'everything'; give intents"),
        (("chat", "--home", "/no/such/home"), "shopkeeper init"),
        (("chat", "--staff", "Ann", "--merchant", "Bob"), "give only one of"),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answered = shopkeeper(*arguments)
    assert answered.exit_code in (1, 2)
    assert sentence in answered.stderr
    assert answered.stdout == ""


def test_serve_says_that_there_is_no_shop(tmp_path: Path) -> None:
    assert shopkeeper("serve", "--home", tmp_path / "no").exit_code not in (0, None)


def test_chat_reads_one_message_a_line(home: Path) -> None:
    answered = shopkeeper("chat", "--json", "--home", home, said="hello\n\nthanks\n")
    first, second = map(json.loads, answered.stdout.splitlines())
    assert (first["turn"], second["turn"]) == (1, 2)
    assert first["conversation"] == second["conversation"]


def test_a_customer_who_has_signed_in_need_not_say_who_she_is(home: Path) -> None:
    answered = shopkeeper("chat", "--json", "--as", "C1", "--home", home, said="list my orders\n")
    reply = json.loads(answered.stdout)
    assert "1001" in reply["text"]


def test_a_customer_who_is_not_there_is_told(home: Path) -> None:
    answered = shopkeeper("chat", "--as", "C99", "--home", home)
    assert answered.exit_code == 1
    assert "there is no customer 'C99'" in answered.stderr


def test_conversations_that_pass_end_with_zero(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASE)
    played = shopkeeper("test", tmp_path / "a.yaml", "--home", home, "--junit", tmp_path / "r.xml")
    assert played.stdout.splitlines()[0] == "ok    greets"
    assert played.exit_code == 0
    assert (tmp_path / "r.xml").is_file()


def test_conversations_that_fail_end_with_one(home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CASE.replace("says_any: [hello, hi, help]", "says: xyzzy"))
    played = shopkeeper("test", tmp_path, "--home", home)
    assert played.exit_code == 1
    assert ">> expected of some reply: says 'xyzzy'" in played.stdout


def test_an_evaluation_prints_one_json_object(tmp_path: Path) -> None:
    rows = "text,intent,language\nwhere is my parcel,track_order,en\n你好,greet,zh\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    measured = shopkeeper("evaluate", "shop-intents", "--test", tmp_path / "t.csv", "--json")
    measures = json.loads(measured.stdout)
    assert set(measures) == {"accuracy", "accuracy_by_language", "oos_recall", "false_oos"}


def test_an_evaluation_names_a_missing_column(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("text,label\nhi,greet\n")
    measured = shopkeeper("evaluate", "shop-intents", "--test", tmp_path / "t.csv")
    assert "intent, language is missing" in measured.stderr
