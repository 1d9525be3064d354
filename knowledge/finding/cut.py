"""Long texts cut into pieces that are short enough to be an answer, every one a verbatim part."""

import re

from knowledge.tokens import HAN

# Up to here a text is an answer as a whole, in characters; a Chinese one says more with each.
WHOLE = {False: 260, True: 100}
# Below this a clause says too little alone and goes together with the next.
LEAST = {False: 40, True: 12}

_HAN = re.compile(f"[{HAN}]")
# A sentence ends at its mark; a dot only before a space or an end, so that 1.5 and 0.1-0.6 hold.
_END = re.compile(r"(?<=[。！？；!?;])|(?<=\.)(?=\s)|\n+")
# What introduces a list (费用说明：) begins a piece, which the items of the list then follow.
_LIST = re.compile(r"(?<=[；;。：:，,])(?=\s*(?:\d{1,2}[.、)）]|[（(]\d{1,2}[)）]|[①-⑳]))")


def cut(text: str) -> tuple[str, ...]:
    """
    `text` whole where it is short, else its sentences.

    Examples
    --------
    >>> cut("Wash it by hand.")
    ('Wash it by hand.',)
    """
    text = text.strip()
    if not text:
        return ()
    chinese = is_chinese(text)
    if len(text) <= WHOLE[chinese] and text.count("\n") < 3:
        return (text,)
    pieces: list[str] = []
    begin = 0
    for end in [*_ends(text), len(text)]:
        if len(text[begin:end].strip()) >= LEAST[chinese]:
            pieces.append(text[begin:end].strip())
            begin = end
    rest = text[begin:].strip()
    return tuple([*pieces, rest] if rest else pieces)


def is_chinese(text: str) -> bool:
    """Whether most of what is written in `text` is Chinese characters, a word counting as one."""
    return 3 * len(_HAN.findall(text)) > len(re.findall(r"[A-Za-z]+", text))


def _ends(text: str) -> list[int]:
    found = {match.end() for match in _END.finditer(text)}
    found |= {match.end() for match in _LIST.finditer(text)}
    return sorted(found)
