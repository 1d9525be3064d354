"""Progress on stderr, one bar for each thing that is being made."""

import sys
from types import TracebackType
from typing import Any, Self

import click


class Bars:
    """
    Called with what is being made, how much of it is done and how much there is.

    Nothing is drawn where stderr is no terminal but one line for each thing.
    """

    def __init__(self) -> None:
        self._what = ""
        self._bar: Any = None

    def __call__(self, what: str, done: int, total: int) -> None:
        if what != self._what:
            self._finish()
            self._what = what
            # Without a known total the bar has nothing to measure; the line says what is going on.
            self._bar = click.progressbar(
                length=max(total, 1), label=f"{what:<24}", file=sys.stderr
            )
            self._bar.__enter__()
        self._bar.update(done - self._bar.pos if total else 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._finish()

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
