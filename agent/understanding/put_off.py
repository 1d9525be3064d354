"""A verb that is denied or left for later: "I don't want to return it", "returns can wait"."""

import re

from knowledge.words import both, pattern

_WANT = re.compile(r"(?:\b(?:really|want|need|wish|have|going|plan|like)\s+)*(?:\bto\s+)?$")
"""What may stand between the "not" and the verb."""


def is_put_off(plain: str, match: re.Match[str]) -> bool:
    """Whether the phrase found in a text (already lower case) is not wanted, or not now."""
    before, behind = plain[: match.start()], plain[match.end() :].lstrip()
    before = _WANT.sub("", before).rstrip()
    denied = before.endswith(both("not_to")) and not before.endswith(both("still_wanted"))
    return denied or pattern(both("later")).match(behind) is not None
