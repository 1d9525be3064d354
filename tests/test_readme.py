"""The README is true: its chats are played, its commands exist, its skill and its script work."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
import pytest
from rapidfuzz import fuzz

from agent.agent import Agent
from agent.cli import main
from agent.rehearsal.case import Given
from agent.rehearsal.homes import Homes, away_from_live_shops
from agent.rehearsal.reading import read_cases
from agent.rehearsal.run import results_of
from agent.rehearsal.text import numbers
from agent.turn import Identity
from skills import load_skills, load_words
from skills.skill import Level
from tests.conversations.stage import demo_home

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
PERSON = "talk_to_person"
LEFT_OUT = "…"
ALIKE = 75
"""Similarity (0-100) of a line of the README to what was said; numbers and names are exact."""

_BLOCK = re.compile(r"^```(?P<info>[^\n]+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^`(?P<path>[\w/]+\.\w+)`[^\n]*:\n\n```\w+\n(?P<body>.*?)^```$", re.M | re.S)
# A capital letter inside a sentence, or after a Chinese character, begins a name.
_NAME = re.compile(r"(?:(?<=[^\s.!?…]\s)|(?<=[\u4e00-\u9fff“（]))[A-ZÀ-Þ][A-Za-zÀ-ÿ-]+")
_COMMAND = re.compile(r"\bshopkeeper((?: +\[?-*[\w./-]+\]?(?:\.\.\.\]?)?)+)")
_PATH = re.compile(r"`((?:agent|knowledge|skills|tests|docs)/[\w/.]*|\w+\.(?:py|toml|md))`")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
# The command in an interpreter of its own, where the model of other utterances disturbs nobody.
_CHAT = """
import pathlib, sys
from agent.understanding import intents
intents.model_path = lambda: pathlib.Path("intents.npz").resolve()
from agent.cli import main
main(["chat", "--json", "--home", sys.argv[1]])
"""


@dataclass(frozen=True)
class Exchange:
    """A message of the README and the lines it shows of the reply."""

    said: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Chat:
    """
    A chat of the README.

    Parameters
    ----------
    info
        ``chat``, ``chat as CUSTOMER`` or ``chat with SKILL``.
    """

    info: str
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True)
class Heard:
    """What was replied to one message, and as what it was read."""

    text: str
    intents: tuple[str, ...]


def blocks(kind: str) -> list[tuple[str, str]]:
    """Info line and body of every fenced block whose info begins with a word."""
    found = [(match["info"], match["body"]) for match in _BLOCK.finditer(README)]
    return [(info, body) for info, body in found if info.split()[0] == kind]


@cache
def chats() -> tuple[Chat, ...]:
    return tuple(Chat(info, tuple(_exchanges(body))) for info, body in blocks("chat"))


def _exchanges(body: str) -> Iterator[Exchange]:
    for part in re.split(r"^> ", body, flags=re.MULTILINE)[1:]:
        said, *shown = filter(None, part.splitlines())
        yield Exchange(said, tuple(shown))


def played_here() -> list[Chat]:
    return [chat for chat in chats() if not chat.info.startswith("chat with")]


def name_of(chat: Chat) -> str:
    return chat.exchanges[0].said


def complaints(exchange: Exchange, reply: str) -> Iterator[str]:
    """Numbers and names that the README shows and the reply lacks, and lines unlike any of it."""
    for line in exchange.shown:
        lacking = [str(n) for n in numbers(line) if n not in set(numbers(reply))]
        lacking += [name for name in _NAME.findall(line) if name not in reply]
        pieces = [piece.strip() for piece in line.split(LEFT_OUT) if piece.strip()]
        lacking += [piece for piece in pieces if fuzz.partial_ratio(piece, reply) < ALIKE]
        yield from (f"{exchange.said!r} is not answered {one!r}: {reply!r}" for one in lacking)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """The demo shop that the README was written on."""
    folder, base = tmp_path_factory.mktemp("readme"), tmp_path_factory.getbasetemp()
    with away_from_live_shops():
        yield Homes(folder, lambda what, done, total: None, demo_home(base))


@pytest.fixture(scope="module")
def played(homes: Homes) -> dict[Chat, list[Heard]]:
    """Every chat of the README with what is really replied."""
    return {chat: _play(chat, homes) for chat in played_here()}


def _play(chat: Chat, homes: Homes) -> list[Heard]:
    customer = chat.info.removeprefix("chat as ") if chat.info.startswith("chat as") else None
    identity = Identity(Level.VERIFIED, customer) if customer else Identity()
    heard: list[Heard] = []
    with homes.stage("", Given()) as (shop, trial):
        agent = Agent(shop)
        conversation, _ = agent.start()
        for exchange in chat.exchanges:
            # Codes are made anew each time.
            code = trial.latest_code() if re.fullmatch(r"\d{6}", exchange.said) else None
            reply = agent.respond(conversation, code or exchange.said, identity)
            heard.append(Heard(reply.text, tuple(intent.name for intent in reply.intents)))
    return heard


@pytest.mark.parametrize("chat", played_here(), ids=name_of)
def test_a_chat_goes_as_the_readme_shows_it(chat: Chat, played: dict[Chat, list[Heard]]) -> None:
    pairs = zip(chat.exchanges, played[chat], strict=True)
    assert [c for exchange, heard in pairs for c in complaints(exchange, heard.text)] == []


def test_every_skill_that_is_built_has_an_example(played: dict[Chat, list[Heard]]) -> None:
    shown = {name for replies in played.values() for heard in replies for name in heard.intents}
    assert {*load_skills(), PERSON} - shown == set()


def test_what_is_not_built_is_listed() -> None:
    section = README.split("## What it does not do yet")[1].split("##")[0]
    listed = set(re.findall(r"`([a-z_]+)`", section))
    assert listed == set(load_words()) - set(load_skills()) - {PERSON}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the files of the README's own skill."""
    copy = tmp_path_factory.mktemp("grown")
    for folder in ("agent", "knowledge", "skills", "tests"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for file in _FILE.finditer(README):
        (copy / file["path"]).write_text(file["body"], encoding="utf-8")
    return copy


def _stem(path: str) -> str:
    """The skill that a test is about."""
    return Path(path).stem.removeprefix("test_")


def run(folder: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        input=said,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_a_skill_of_two_files_and_a_test_keeps_all_rules(grown: Path) -> None:
    own = [file["path"] for file in _FILE.finditer(README) if file["path"].startswith("tests/")]
    every, about_it = (
        "tests/skills/test_every_skill.py",
        f"two_skills or {' or '.join(map(_stem, own))}",
    )
    ran = run(grown, "-m", "pytest", "-q", "-p", "no:cacheprovider", every, *own, "-k", about_it)
    assert own
    assert ran.returncode == 0, ran.stdout


def test_a_skill_of_two_files_answers(grown: Path, homes: Homes) -> None:
    (chat,) = (chat for chat in chats() if chat.info.startswith("chat with"))
    assert homes.home is not None
    home = shutil.copytree(homes.home, grown / "shop")
    said = "\n".join(exchange.said for exchange in chat.exchanges)
    ran = run(grown, "-c", _CHAT, str(home), said=said)
    replies = [json.loads(line) for line in ran.stdout.splitlines()]
    intents = {intent["name"] for reply in replies for intent in reply["intents"]}
    assert intents == {chat.info.removeprefix("chat with ")}, ran.stderr
    pairs = zip(chat.exchanges, replies, strict=True)
    assert [c for exchange, reply in pairs for c in complaints(exchange, reply["text"])] == []


def test_the_scripted_conversation_passes(homes: Homes, tmp_path: Path) -> None:
    scripts = [body for _, body in blocks("yaml") if body.startswith("- name:")]
    file = tmp_path / "readme.yaml"
    file.write_text("\n".join(scripts), encoding="utf-8")
    results = [
        result for case in read_cases(file) for result in results_of(file, case, homes, Agent)
    ]
    assert results
    assert [str(result) for result in results if not result.passed] == []


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its full name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


def written() -> list[str]:
    """What stands behind `shopkeeper` in code, without brackets."""
    code = [body for info, body in blocks("sh")] + re.findall(r"`([^`\n]+)`", README)
    return [re.sub(r"[\[\]]", "", m).strip() for text in code for m in _COMMAND.findall(text)]


def test_every_command_is_in_the_readme() -> None:
    missing = [n for n, _ in commands(main) if not any(line.startswith(n) for line in written())]
    assert missing == []


def test_every_command_in_the_readme_exists() -> None:
    assert written()
    assert [line for line in written() if unknown_words(line)] == []


def unknown_words(line: str) -> list[str]:
    """What of a command line does not exist: the command itself, or its options."""
    options = [word for word in line.split() if word.startswith("-")]
    if line.startswith("-"):
        return sorted(set(options) - _options(main))
    command = next((c for name, c in commands(main) if f"{line} ".startswith(f"{name} ")), None)
    return sorted(set(options) - _options(command)) if command else [line]


def _options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


def test_every_option_is_in_the_readme() -> None:
    table = " ".join(line for line in README.splitlines() if line.startswith("| `shopkeeper"))
    options = {option for _, command in commands(main) for option in _options(command)}
    assert sorted(o for o in options if o.startswith("-") and o not in table) == []


def test_every_setting_in_the_readme_is_read() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "ui.py", *ROOT.glob("agent/**/*.py"), *ROOT.glob("knowledge/**/*.py"))
    )
    settings = set(re.findall(r"SHOPKEEPER_\w+", README))
    assert settings
    assert [setting for setting in settings if f'"{setting}"' not in code] == []


@pytest.mark.parametrize("text", [README, ARCHITECTURE], ids=["README", "architecture"])
def test_what_is_named_is_there(text: str) -> None:
    examples = {file["path"] for file in _FILE.finditer(README)}
    named = set(_PATH.findall(text)) - examples
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", ["README.md", "docs/architecture.md", "docs/own_shop.md"])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    links = _LINK.findall(text)
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []
