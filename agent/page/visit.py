"""One open page, as the server remembers it."""

from dataclasses import dataclass, field
from typing import Any

import gradio as gr

from agent.turn import Identity, Reply
from knowledge.goods import Language

SECONDS_BETWEEN_LOOKS = 2.5
PLAIN: dict[str, Any] = {"apply_default_css": False}
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
Updates = dict[Any, Any]
"""New states of some of the page's parts."""
UNCHANGED: Updates = gr.skip()


@dataclass(frozen=True)
class Visit:
    """
    What it shows: a conversation, to whom, and in which language.

    Parameters
    ----------
    shown
        How many turns are on the screen.
    labelled
        Language of the labels on the screen, ``""`` before there are any.
    sent
        The last reply that brought a file: it can be saved as long as the page stays open.
    """

    conversation: str = ""
    identity: Identity = field(default_factory=Identity)
    language: Language = "en"
    shown: int = 0
    labelled: str = ""
    sent: Reply | None = None
