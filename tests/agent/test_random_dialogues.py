"""Three hundred random dialogues: no change without its yes, none twice, none told of wrongly."""

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from agent.rehearsal.homes import Homes
from knowledge.load import demo, tau_bench_retail
from tests.agent.random_dialogues import Played, play
from tests.agent.random_shopper import KINDS
from tests.conversations.stage import NUM_CUSTOMERS, TODAY, demo_home

SEED = 20261124
DIALOGUES = 300
RETAIL = "tau_bench_retail"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """What came of it, on two shops where the data of the second one is there, else on one."""
    homes = Homes(tmp_path_factory.mktemp("random"), lambda what, done, total: None)
    home = demo_home(tmp_path_factory.getbasetemp())
    source = partial(demo.load, until=TODAY, num_customers=NUM_CUSTOMERS)
    jobs = [(home, source, DIALOGUES // 2, SEED), (home, source, DIALOGUES // 2, SEED + 1)]
    if (homes.shared / RETAIL).is_dir():
        retail = partial(tau_bench_retail.load, homes.shared / RETAIL)
        # The second shop answers faster, having fewer goods.
        slow = DIALOGUES * 2 // 5
        jobs = [(home, source, slow, SEED)]
        jobs.append((homes.shop(RETAIL).home, retail, DIALOGUES - slow, SEED))
    # A process that is forked from one with threads may wait for a lock for ever.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(jobs), mp_context=context) as processes:
        done = [job.result() for job in [processes.submit(play, *job) for job in jobs]]
    counts = sum((one.counts for one in done), Counter[str]())
    return Played(counts, [fault for one in done for fault in one.faults])


def test_all_dialogues_are_played(played: Played) -> None:
    assert played.counts["dialogues"] == DIALOGUES


def test_every_change_has_its_yes_and_is_made_once(played: Played) -> None:
    assert not played.faults, f"{len(played.faults)} faults\n" + "\n\n".join(played.faults[:5])


@pytest.mark.parametrize("kind", KINDS)
def test_changes_of_every_kind_are_made(kind: str, played: Played) -> None:
    assert played.commits(kind) >= 1


@pytest.mark.parametrize(
    "what",
    [
        "yeses: a yes to what was shown before",
        "yeses: a yes that is too late",
        "event: both at once",
        "event: staff takes over",
        "event: imported again",
        "event: the shop changes an order",
    ],
)
def test_what_could_go_wrong_was_tried(what: str, played: Played) -> None:
    assert played.counts[what] >= 1
