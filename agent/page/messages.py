"""What is drawn as the chat component takes it: a message of HTML, text and quick answers."""

from typing import Any

import gradio as gr

from agent.page.drawing import Bubble
from agent.page.visit import PLAIN


def message(bubble: Bubble) -> dict[str, Any]:
    """One bubble as a message of :class:`gradio.Chatbot`."""
    above = [gr.HTML(bubble.above, **PLAIN)] if bubble.above else []
    below = [gr.HTML(bubble.below, **PLAIN)] if bubble.below else []
    text = [{"type": "text", "text": bubble.text}] if bubble.text else []
    options = [{"label": label, "value": says} for label, says in bubble.options]
    return {"role": bubble.role, "content": [*above, *text, *below], "options": options}
