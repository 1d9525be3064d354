"""A reader whose intent model knows a few words, for the tests of reading."""

from collections.abc import Sequence

from agent.turn import Act, Intent, Understanding, Wish
from agent.understanding.grounds import Grounds
from agent.understanding.reading import Reader
from agent.understanding.seen import Seen
from agent.understanding.wishing import WishReader
from knowledge.reference import Op, Want
from skills import agrees, folders, for_merchants, load_skills, writing

WHO = ("email", "name", "zip")
CUES = {
    "return policy": "ask_policy",
    "person": "talk_to_person",
    "in stock": "check_stock",
    "有没有货": "check_stock",
    "how much": "ask_price_or_offer",
    "多少钱": "ask_price_or_offer",
    "where is": "track_order",
    "到哪了": "track_order",
    "do you have": "find_product",
    "卖吗": "find_product",
    "hello": "greet",
}
"""What the model knows, the first one that a text holds counts; all else is out of scope."""
GOODS = ("kettle", "mug", "tent", "水壶")


def intents(texts: Sequence[str]) -> tuple[tuple[Intent, ...], ...]:
    return tuple(_ranked(text.lower()) for text in texts)


def _ranked(text: str) -> tuple[Intent, ...]:
    best = next((name for cue, name in CUES.items() if cue in text), "out_of_scope")
    names = sorted({*CUES.values(), "list_orders", "refund_status", "out_of_scope"} - {best})
    return (Intent(best, 0.9), *(Intent(name, 0.1 / len(names)) for name in names))


READER = Reader(
    WishReader(
        intents,
        folders(),
        for_merchants(),
        frozenset(load_skills()) - frozenset(writing()),
        Grounds(names_product=lambda text: any(thing in text.lower() for thing in GOODS)),
        {name: agrees(name) for name in writing()},
    )
)


def read(text: str, seen: Seen | None = None) -> Understanding:
    """A message read in a shop whose order numbers have four digits."""
    seen = seen or Seen()
    return READER(text, Seen(**{**vars(seen), "order_shapes": frozenset({"#9999"})}))


def acts(text: str, seen: Seen) -> tuple[Act, ...]:
    return read(text, seen).acts


def skills(text: str, seen: Seen) -> list[str]:
    """The skills that are wished for, in order."""
    return [act.do for act in acts(text, seen) if isinstance(act, Wish)]


def only(text: str, seen: Seen) -> Wish:
    """The one wish of a message."""
    (wish,) = [act for act in acts(text, seen) if isinstance(act, Wish)]
    return wish


def words(text: str) -> Want:
    """The words of a description."""
    return Want("words", Op.IS, text)
