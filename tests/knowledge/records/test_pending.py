"""Changes that wait for a yes are settled once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from knowledge.load.shop_data import ShopData
from knowledge.records.database import Records
from knowledge.records.pending import PendingAction, State
from knowledge.write import Write
from tests.knowledge.confirming import CANCEL, EVERY_KIND, MOVE_HOME, NOON

ACTION = PendingAction(
    id="p_1",
    conversation="c_1",
    customer="ada",
    write=CANCEL,
    words="Cancel #1001, 74.40 USD back to PayPal",
    version=3,
    state="open",
    created=NOON,
    expires=NOON + timedelta(minutes=10),
)


@pytest.mark.parametrize("write", EVERY_KIND, ids=lambda write: write.do)
def test_what_is_put_in_is_got_back(records: Records, write: Write) -> None:
    records.pending.put(replace(ACTION, write=write))
    assert records.pending.get("p_1") == replace(ACTION, write=write)


def test_there_is_nothing_under_an_unknown_id(records: Records) -> None:
    assert records.pending.get("p_1") is None
    assert records.pending.hold("p_1") is None
    assert not records.pending.settle("p_1", "committed", 1)


def test_an_id_is_given_once(records: Records) -> None:
    records.pending.put(ACTION)
    with pytest.raises(IntegrityError):
        records.pending.put(replace(ACTION, write=MOVE_HOME))


def test_settling_notes_the_state_and_the_audit(records: Records) -> None:
    records.pending.put(ACTION)
    assert records.pending.settle("p_1", "committed", 17)
    assert records.pending.get("p_1") == replace(ACTION, state="committed", audit=17)


@pytest.mark.parametrize("state", ["committed", "dropped", "refused", "expired", "moved"])
def test_what_is_settled_stays_so(records: Records, state: State) -> None:
    records.pending.put(ACTION)
    assert records.pending.settle("p_1", state)
    assert not records.pending.settle("p_1", "committed", 18)
    assert records.pending.get("p_1") == replace(ACTION, state=state)


def test_the_latest_open_one_of_a_conversation_is_found(records: Records) -> None:
    later = replace(ACTION, id="p_0", created=NOON + timedelta(seconds=1))
    elsewhere = replace(ACTION, id="p_2", conversation="c_2", created=NOON + timedelta(hours=1))
    records.pending.put(later)
    records.pending.put(ACTION)
    records.pending.put(elsewhere)
    assert records.pending.latest_open("c_1") == later
    assert records.pending.latest_open("c_3") is None


def test_dropping_concerns_one_conversation(records: Records) -> None:
    records.pending.put(ACTION)
    records.pending.put(replace(ACTION, id="p_2", conversation="c_2"))
    assert records.pending.drop_open("c_1") == 1
    assert records.pending.latest_open("c_1") is None
    assert records.pending.latest_open("c_2") is not None


def test_dropping_leaves_what_is_settled(records: Records) -> None:
    records.pending.put(ACTION)
    records.pending.settle("p_1", "committed", 17)
    assert records.pending.drop_open("c_1") == 0
    assert records.pending.get("p_1") == replace(ACTION, state="committed", audit=17)


def test_importing_again_keeps_what_waits(records: Records) -> None:
    records.pending.put(ACTION)
    records.load(ShopData())
    assert records.pending.get("p_1") == ACTION


def test_one_of_many_settles(place: str) -> None:
    records = Records.open(place)
    records.pending.put(ACTION)
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(lambda n: records.pending.settle("p_1", "committed", n), range(40)))
    assert won.count(True) == 1
    stored = records.pending.get("p_1")
    assert stored is not None
    assert stored.audit == won.index(True)
    records.close()
