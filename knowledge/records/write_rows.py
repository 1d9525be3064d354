"""A write as JSON text, named by what it does, and back."""

import json
from typing import Any

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from knowledge.write import Write

_WRITE: Any = Write


def _name(kind: Any) -> str:
    name: str = kind.do
    return name


_converter = Converter()
configure_tagged_union(_WRITE, _converter, tag_generator=_name, tag_name="do")


def dump(write: Write) -> str:
    """A write as one line of JSON, the same text for the same write."""
    return json.dumps(_converter.unstructure(write, _WRITE), ensure_ascii=False)


def load(text: str) -> Write:
    """The write that :func:`dump` wrote; equal to it."""
    write: Write = _converter.structure(json.loads(text), _WRITE)
    return write
