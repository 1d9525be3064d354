"""A reply as JSON, the same in the API, the terminal and the tests."""

from datetime import date, datetime
from decimal import Decimal

from agent.turn import Reply
from knowledge.fact import Fact
from knowledge.write import to_json as write_json
from skills.skill import Card

Json = dict[str, object]


def to_json(reply: Reply) -> Json:
    """The reply as plain values for ``json.dumps``."""
    return {
        "conversation": reply.conversation,
        "turn": reply.turn,
        "language": reply.language,
        "text": reply.text,
        "intents": [{"name": i.name, "confidence": round(i.confidence, 3)} for i in reply.intents],
        "asks": list(reply.asks),
        "choices": list(reply.choices),
        "cards": [_card(card) for card in reply.cards],
        "facts": [_fact(fact) for fact in reply.facts],
        "pending": write_json(reply.pending.write) if reply.pending else None,
        "attachments": [vars(attachment) for attachment in reply.attachments],
        "chips": [{"label": chip.label, "drop": chip.drop} for chip in reply.chips],
        "owner": reply.owner,
    }


def _fact(fact: Fact) -> Json:
    return {
        "name": fact.name,
        "value": _plain(fact.value),
        "unit": fact.unit,
        "source": fact.source,
    }


def _card(card: Card) -> Json:
    return {
        "kind": card.kind,
        "id": card.id,
        "title": card.title,
        "price": _plain(card.price),
        "currency": card.currency,
        "image": card.image or None,
        "reason": card.reason,
        "stages": [{"label": s.label, "at": s.at, "done": s.done} for s in card.stages],
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
