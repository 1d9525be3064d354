"""What waits in the outbox leaves the house once, is tried again, and its answer is noted."""

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.post import Post, open_post, told
from knowledge.records.database import Records
from knowledge.records.outbox import Answer, Message
from knowledge.senders import FileSender, Senders, WebhookSender
from tests.knowledge.confirming import CANCEL, NOON, Clock, Desk, shop_of, with_small_order
from tests.knowledge.receiver import SECRET, Receiver, receiver


def broken(message: Message) -> None:
    """A line that is down."""
    raise ConnectionError(f"could not send {message.body} to {message.to}")


@pytest.fixture
def shop_system() -> Iterator[Receiver]:
    with receiver() as it:
        yield it


@pytest.fixture
def records(place: str) -> Iterator[Records]:
    opened = Records.open(place)
    opened.load(with_small_order())
    yield opened
    opened.close()


@pytest.fixture
def desk(records: Records, tmp_path: Path) -> Desk:
    return Desk(shop_of(records, tmp_path))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def post(records: Records, shop_system: Receiver, tmp_path: Path, clock: Clock) -> Iterator[Post]:
    """Mails to files, changes to the shop's own system."""
    senders = Senders(
        FileSender(tmp_path / "outbox"), WebhookSender(shop_system.url, SECRET, clock.now.timestamp)
    )
    it = Post(records, senders, lambda: clock.now, pause=60)
    yield it
    it.close()


def put(records: Records) -> int:
    return records.outbox.put("code", "ada@example.com", "Your code", "It is 123456", NOON)


def only(records: Records) -> Message:
    """The one message for the shop's own system."""
    (found,) = (one for one in records.outbox.newest(9) if one.channel == "shop")
    return found


def threads() -> list[str]:
    """The post's threads that are running."""
    return [one.name for one in threading.enumerate() if one.name == "shopkeeper-post"]


def soon(holds: Callable[[], object]) -> bool:
    """Whether something becomes true within a few seconds."""
    until = time.monotonic() + 5
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return bool(holds())


def test_a_file_is_written_at_once_and_only_once(
    post: Post, records: Records, tmp_path: Path
) -> None:
    put(records)
    assert post.deliver() == 1
    assert post.deliver() == 0
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == ["00000001-code.eml"]


def test_the_shop_delivers_files_as_ever(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOPKEEPER_SMTP_URL", raising=False)
    monkeypatch.delenv("SHOPKEEPER_WEBHOOK_URL", raising=False)
    put(desk.records)
    desk.change(CANCEL)
    desk.shop.deliver()
    names = sorted(file.name for file in (tmp_path / "outbox").iterdir())
    assert names == ["00000001-code.eml", "00000002-cancel_order.json"]
    assert threads() == []


def test_a_committed_change_reaches_the_shops_own_system(
    post: Post, desk: Desk, shop_system: Receiver
) -> None:
    done = desk.change(CANCEL)
    post.deliver()
    assert soon(lambda: only(desk.records).state == "sent")
    ((_, headers, body),) = shop_system.heard
    assert headers["X-Shopkeeper-Id"] == done.pending.id
    assert json.loads(body)["order"] == "#1001"


def test_nobody_waits_for_the_shops_own_system(
    post: Post, desk: Desk, shop_system: Receiver
) -> None:
    shop_system.holds.clear()
    desk.change(CANCEL)
    began = time.monotonic()
    post.deliver()
    assert time.monotonic() - began < 0.5
    assert soon(lambda: shop_system.heard)
    assert only(desk.records).state == "waiting"
    shop_system.holds.set()


def test_what_fails_is_sent_again_with_the_same_id(
    post: Post, desk: Desk, shop_system: Receiver, clock: Clock
) -> None:
    key = desk.change(CANCEL).pending.id
    shop_system.status = 503
    assert post.deliver_now() == 0
    assert only(desk.records).next_try == NOON + timedelta(minutes=1)
    assert post.deliver_now() == 0
    clock.pass_by(1)
    shop_system.status = 200
    assert post.deliver_now() == 1
    assert shop_system.ids == [key, key]


def test_it_is_given_up_after_the_sixth_try(
    post: Post, desk: Desk, shop_system: Receiver, clock: Clock
) -> None:
    desk.change(CANCEL)
    shop_system.status = 500
    for minutes in (0, 1, 5, 30, 120, 720, 9999):
        clock.pass_by(minutes)
        post.deliver_now()
    assert len(shop_system.heard) == 6
    (dead,) = desk.records.outbox.dead()
    assert (dead.tries, dead.why) == (6, "HTTP 500")


def test_what_the_shop_calls_wrong_is_given_up_at_once(
    post: Post, desk: Desk, shop_system: Receiver
) -> None:
    desk.change(CANCEL)
    shop_system.status = 422
    post.deliver_now()
    assert [one.why for one in desk.records.outbox.dead()] == ["HTTP 422"]


def test_what_was_given_up_can_be_sent_again(post: Post, desk: Desk, shop_system: Receiver) -> None:
    desk.change(CANCEL)
    shop_system.status = 404
    post.deliver_now()
    shop_system.status = 200
    assert post.retry(1).state == "sent"
    with pytest.raises(ValueError, match=r"^message 1 was not given up; see "):
        post.retry(1)


def test_a_refusal_is_noted_in_the_change(post: Post, desk: Desk, shop_system: Receiver) -> None:
    done = desk.change(CANCEL)
    shop_system.says = b'{"state": "refused", "reason": "already packed"}'
    post.deliver_now()
    assert only(desk.records).answer == Answer("refused", "already packed")
    assert desk.stored(done.pending).state == "refused_by_shop"


@pytest.mark.parametrize("says", [b"", b'{"state": "done"}', b'{"state": "accepted"}'])
def test_any_other_answer_leaves_it_committed(
    post: Post, desk: Desk, shop_system: Receiver, says: bytes
) -> None:
    done = desk.change(CANCEL)
    shop_system.says = says
    post.deliver_now()
    assert desk.stored(done.pending).state == "committed"


def test_an_answer_may_come_later(post: Post, desk: Desk) -> None:
    done = desk.change(CANCEL)
    post.deliver_now()
    assert post.answered(1, Answer("refused", "too late")).state == "answered"
    assert desk.stored(done.pending).state == "refused_by_shop"
    post.answered(1, Answer("done"))
    assert desk.stored(done.pending).state == "committed"


@pytest.mark.parametrize("number", [1, 99])
def test_only_a_change_can_be_answered(post: Post, records: Records, number: int) -> None:
    put(records)
    with pytest.raises(ValueError, match=f"^message {number} is none for the shop's own system$"):
        post.answered(number, Answer("done"))


def test_two_at_once_send_it_once(
    records: Records, place: str, shop_system: Receiver, tmp_path: Path, desk: Desk
) -> None:
    shop_system.holds.clear()
    desk.change(CANCEL)
    senders = Senders(FileSender(tmp_path), WebhookSender(shop_system.url, SECRET))
    other_process = Records.open(place)
    posts = [Post(records, senders), Post(other_process, senders), Post(records, senders)]
    for post in posts:
        post.deliver()
    assert soon(lambda: shop_system.heard)
    time.sleep(0.2)
    shop_system.holds.set()
    for post in posts:
        post.close()
    assert len(shop_system.heard) == 1
    assert only(records).state == "sent"
    other_process.close()


def test_the_thread_outlives_a_broken_database(
    post: Post, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(desk.records.outbox, "due", _down)
        post.start()
        assert soon(lambda: caplog.messages)
    assert caplog.messages == ["the post stopped and goes on later: RuntimeError"]
    desk.change(CANCEL)
    post.deliver()
    assert soon(lambda: only(desk.records).state == "sent")


def _down(*_: object, **__: object) -> tuple[Message, ...]:
    raise RuntimeError("[parameters: 'It is 123456']")


def test_the_thread_looks_by_itself(
    records: Records, shop_system: Receiver, tmp_path: Path, desk: Desk
) -> None:
    senders = Senders(FileSender(tmp_path), WebhookSender(shop_system.url, SECRET))
    post = Post(records, senders, pause=0.05)
    post.start()
    time.sleep(0.1)
    desk.change(CANCEL)
    assert soon(lambda: shop_system.heard)
    post.close()


def test_closing_sends_what_waits_and_ends_the_thread(
    post: Post, desk: Desk, shop_system: Receiver
) -> None:
    post.start()
    desk.change(CANCEL)
    post.close()
    assert len(shop_system.heard) == 1
    assert threads() == []
    post.deliver()
    assert threads() == []


def test_closing_does_not_wait_for_ever(post: Post, desk: Desk, shop_system: Receiver) -> None:
    shop_system.holds.clear()
    desk.change(CANCEL)
    post.deliver()
    assert soon(lambda: shop_system.heard)
    began = time.monotonic()
    post.close(patience=0.1)
    assert time.monotonic() - began < 2
    shop_system.holds.set()
    assert soon(lambda: only(desk.records).state == "sent")


def test_the_log_of_a_failure_does_not_hold_the_message(
    records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    number = put(records)
    with caplog.at_level(logging.DEBUG):
        Post(records, Senders(broken, broken), lambda: NOON).deliver_now()
    assert caplog.messages == [f"message {number} (code) was not sent: ConnectionError"]
    assert [one.why for one in records.outbox.unsent()] == ["ConnectionError"]


@pytest.mark.parametrize(
    ("status", "says"),
    [(500, b""), (404, b""), (302, b""), (200, b"nonsense"), (200, b'{"state": "Ada Fox"}')],
)
def test_no_log_holds_secret_address_or_body(
    post: Post,
    desk: Desk,
    shop_system: Receiver,
    caplog: pytest.LogCaptureFixture,
    status: int,
    says: bytes,
) -> None:
    shop_system.status, shop_system.says = status, says
    desk.change(CANCEL)
    with caplog.at_level(logging.DEBUG):
        post.deliver_now()
    told = "\n".join(caplog.messages)
    assert "was not sent" in told
    hidden = (SECRET, "hidden", "token", "127.0.0.1", "#1001", "Ada", "nonsense", "v1=")
    assert [word for word in hidden if word in told] == []


def test_a_line_says_what_became_of_a_message_but_not_what_is_in_it(records: Records) -> None:
    number = put(records)
    records.outbox.failed(number, "HTTP 500", datetime(2026, 11, 20, 13))
    (message,) = records.outbox.unsent()
    assert told(message) == ("     1  waiting   mail  code  2026-11-20 12:00  failed 1x, HTTP 500")


def test_there_is_no_post_without_a_home(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="holds no shop; make one with: shopkeeper init"),
        open_post(tmp_path / "nowhere"),
    ):
        raise AssertionError("there is no home")
    assert not (tmp_path / "nowhere").exists()


def test_the_post_of_a_home_has_its_records(
    desk: Desk, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_DATABASE_URL", place)
    (tmp_path / "policy.yaml").write_text("{}", encoding="utf-8")
    desk.change(CANCEL)
    with open_post(tmp_path) as (post, records):
        assert post.deliver_now() == 1
        assert only(records).state == "sent"
