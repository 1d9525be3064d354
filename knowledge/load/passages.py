"""Long product texts cut into passages short enough to be an answer, without losing a word."""

import re

LONGEST = 160
"""Characters of a passage, unless a single sentence is longer."""

_HEADING = re.compile(r"【([^】]*)】")
# A passage may end after a sentence, before a bullet such as ① or ◎, and where a line ends.
_BREAK = re.compile(r"(?<=[。；;！？])|(?=[①-⑳◎])|(?<=\n)")


def passages(text: str) -> list[tuple[str, str]]:
    """
    Heading and text of each passage, in order.

    Parameters
    ----------
    text
        Prose, in which ``【heading】`` may open a section. A text without headings, or the part
        before the first one, has the heading ``""``.

    Examples
    --------
    >>> passages("请勿暴晒。【重量】约8公斤。【颜色】白色。")
    [('', '请勿暴晒。'), ('重量', '约8公斤。'), ('颜色', '白色。')]
    """
    # The parts are: what stands before the first heading, then heading and text by turns.
    parts = _HEADING.split(text)
    sections = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return [
        (heading.strip(), passage)
        for heading, section in sections
        for passage in _divide(section.strip())
    ]


def _divide(section: str) -> list[str]:
    """The section in passages that are filled up to the longest length, sentence by sentence."""
    filled: list[str] = []
    for piece in _BREAK.split(section):
        if filled and len(filled[-1]) + len(piece) <= LONGEST:
            filled[-1] += piece
        else:
            filled.append(piece)
    return [passage.strip() for passage in filled if passage.strip()]
