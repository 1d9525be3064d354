"""What came of a case, as a person reads it and as JUnit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from agent.turn import Reply

# Characters that XML 1.0 has no way to write.
_UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Result:
    """
    One case, played.

    Parameters
    ----------
    problem
        The first thing that was not as it has to be; empty = passed.
    place
        Index of the reply it is about, -1 = the whole chat.
    """

    file: Path
    name: str
    said: tuple[tuple[str, Reply], ...] = ()
    problem: str = ""
    place: int = -1
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        return not self.problem

    def __str__(self) -> str:
        if self.passed:
            return f"ok    {self.name}"
        lines = [f"FAIL  {self.file.name}: {self.name}"]
        for place, (text, reply) in enumerate(self.said):
            lines += [_spoken("me", text), _spoken("bot", reply.text + _asked(reply))]
            if place == self.place:
                lines.append(f"   >> {self.problem}")
        if self.place < 0:
            lines.append(f"   >> {self.problem}")
        return "\n".join(lines)


def summary(results: Sequence[Result]) -> str:
    """How many passed, failed and in what time."""
    num_passed = sum(result.passed for result in results)
    seconds = sum(result.seconds for result in results)
    return f"{num_passed} passed, {len(results) - num_passed} failed in {seconds:.1f} s"


def write_junit(results: Sequence[Result], path: Path) -> None:
    """The results in the form that build servers read."""
    root = ElementTree.Element("testsuites")
    for file in dict.fromkeys(result.file for result in results):
        mine = [result for result in results if result.file == file]
        suite = ElementTree.SubElement(root, "testsuite", _counts(file.name, mine))
        for result in mine:
            case = ElementTree.SubElement(
                suite,
                "testcase",
                name=_writable(result.name),
                classname=_writable(file.stem),
                time=f"{result.seconds:.3f}",
            )
            if not result.passed:
                failure = ElementTree.SubElement(case, "failure", message=_writable(result.problem))
                failure.text = _writable(str(result))
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _counts(name: str, results: Sequence[Result]) -> dict[str, str]:
    return {
        "name": name,
        "tests": str(len(results)),
        "failures": str(sum(not result.passed for result in results)),
        "errors": "0",
        "time": f"{sum(result.seconds for result in results):.3f}",
    }


def _spoken(who: str, text: str) -> str:
    return f"  {who:>4}: " + text.replace("\n", "\n        ")


def _asked(reply: Reply) -> str:
    asks = f"  [asks {', '.join(reply.asks)}]" if reply.asks else ""
    choices = f"  [choices: {' | '.join(reply.choices)}]" if reply.choices else ""
    return asks + choices


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("?", text)
