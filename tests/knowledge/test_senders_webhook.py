"""A change goes to the shop's own system signed, to nobody else, and the answer is read."""

import hashlib
import hmac
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest

from knowledge.records.outbox import Answer, Message
from knowledge.senders import NotSent, WebhookSender
from knowledge.senders import webhook as module
from tests.knowledge.receiver import SECRET, Receiver, receiver
from tests.knowledge.test_senders import CHANGE

DOCS = Path(__file__).parents[2] / "docs/webhook.md"


@pytest.fixture
def shop() -> Iterator[Receiver]:
    with receiver() as it:
        yield it


def send(shop: Receiver, message: Message = CHANGE) -> Answer | None:
    return WebhookSender(shop.url, SECRET, lambda: 1795176000.9)(message)


def failure(shop: Receiver) -> NotSent:
    with pytest.raises(NotSent) as caught:
        send(shop)
    return caught.value


def test_the_receiver_gets_the_change_as_it_is_stored(shop: Receiver) -> None:
    assert send(shop) is None
    ((path, headers, body),) = shop.heard
    assert path == "/changes?shop=7&token=hidden"
    assert body == CHANGE.body.encode()
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert headers["X-Shopkeeper-Event"] == "cancel_order"
    assert headers["X-Shopkeeper-Id"] == "p_1"
    assert headers["X-Shopkeeper-Timestamp"] == "1795176000"


def test_the_signature_covers_timestamp_and_body(shop: Receiver) -> None:
    send(shop)
    ((_, headers, body),) = shop.heard
    good = hmac.new(SECRET.encode(), b"1795176000." + body, hashlib.sha256).hexdigest()
    assert headers["X-Shopkeeper-Signature"] == f"v1={good}"


@pytest.mark.parametrize(
    ("says", "answer"),
    [
        ({"state": "done"}, Answer("done")),
        ({"state": "accepted", "reason": None}, Answer("accepted")),
        ({"state": "refused", "reason": "已经打包"}, Answer("refused", "已经打包")),
    ],
)
def test_the_shops_answer_is_read(shop: Receiver, says: object, answer: Answer) -> None:
    shop.says = json.dumps(says).encode()
    assert send(shop) == answer


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (b"<html>login</html>", "the answer is no JSON; give nothing, or a state: accepted, done,"),
        (b"[" * 60_000, "the answer is no JSON; give nothing, or a state: accepted, done,"),
        (b'"done"', "in the answer state is None; give one of accepted, done, refused"),
        (b'{"state": "ok"}', "in the answer state is 'ok'; give one of accepted, done, refused"),
        (b'{"state": "done", "reason": ["x"]}', "in the answer reason is ['x']; give a text"),
        (b"x" * 70_000, "the answer has more than 65536 bytes"),
    ],
)
def test_another_answer_is_an_error_that_says_what_is_allowed(
    shop: Receiver, says: bytes, why: str
) -> None:
    shop.says = says
    error = failure(shop)
    assert error.why.startswith(why)
    assert not error.final


@pytest.mark.parametrize("status", [500, 503, 408, 429, 301])
def test_it_may_be_tried_again(shop: Receiver, status: int) -> None:
    shop.status = status
    assert (failure(shop).kind, failure(shop).final) == (f"HTTP {status}", False)


@pytest.mark.parametrize("status", [400, 401, 404, 410, 422])
def test_another_try_would_not_help(shop: Receiver, status: int) -> None:
    shop.status = status
    assert failure(shop).final


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(shop: Receiver, status: int) -> None:
    with receiver() as elsewhere:
        shop.status, shop.location = status, elsewhere.url
        failure(shop)
        assert elsewhere.heard == []


def test_nobody_there_is_an_error_to_try_again(shop: Receiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionError):
        WebhookSender(f"http://127.0.0.1:{port}/", SECRET)(CHANGE)


def test_who_does_not_answer_is_left(shop: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TIMEOUT", 0.1)
    shop.holds.clear()
    with pytest.raises(TimeoutError):
        send(shop)


def test_who_answers_drop_by_drop_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.2)
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _ = listener.accept()
        with line:
            line.recv(65536)
            line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
            for _ in range(40):
                try:
                    line.sendall(b" ")
                except OSError:
                    return
                time.sleep(0.02)

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(NotSent, match="more than"):
        WebhookSender(f"http://127.0.0.1:{listener.getsockname()[1]}/", SECRET)(CHANGE)
    thread.join()
    listener.close()


def test_who_speaks_no_http_is_an_error_to_try_again() -> None:
    listener = socket.create_server(("127.0.0.1", 0))

    def mumble() -> None:
        line, _ = listener.accept()
        with line:
            line.recv(65536)
            line.sendall(b"220 mail.example.com ESMTP\r\n")

    thread = threading.Thread(target=mumble)
    thread.start()
    with pytest.raises(NotSent, match=r"^BadStatusLine$"):
        WebhookSender(f"http://127.0.0.1:{listener.getsockname()[1]}/", SECRET)(CHANGE)
    thread.join()
    listener.close()


@pytest.mark.parametrize(
    "url",
    [
        "http://erp.example.com/changes",
        "http://127.0.0.1.example.com/",
        "http://localhost@erp.example.com/",
        "https://shop:password@erp.example.com/",
        "ftp://localhost/",
        "erp.example.com",
        "https://",
        "https://erp.example.com:port/",
        "https://erp.example.com/a b",
        "https://erp.example.com/\r\nX: y",
        "https://erp.example.com/路",
        "",
    ],
)
def test_an_address_that_will_not_do_is_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r"^SHOPKEEPER_WEBHOOK_URL ") as caught:
        WebhookSender(url, SECRET)
    assert "example.com" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:8000/", "https://erp.example.com"])
def test_an_address_that_will_do(url: str) -> None:
    assert WebhookSender(url, SECRET).url == url


def test_a_short_secret_will_not_do_and_is_not_shown() -> None:
    with pytest.raises(ValueError, match="give 16 characters or more") as caught:
        WebhookSender("https://erp.example.com/", "fifteen letters")
    assert "fifteen" not in str(caught.value)


def test_secret_and_address_are_not_shown(shop: Receiver) -> None:
    assert repr(WebhookSender(shop.url, SECRET)) == "WebhookSender()"


def test_the_receiver_of_the_docs_works(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_SECRET", SECRET)
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    example: dict[str, Any] = {"__name__": "receiver"}
    exec(found.group(1), example)
    done: list[dict[str, object]] = []
    example["do"] = done.append
    with HTTPServer(("127.0.0.1", 0), example["Receiver"]) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_address[1]}/"
        assert WebhookSender(url, SECRET)(CHANGE) == Answer("done")
        assert WebhookSender(url, SECRET)(CHANGE) == Answer("done")
        for wrong in (WebhookSender(url, SECRET + "!"), WebhookSender(url, SECRET, lambda: 0.0)):
            with pytest.raises(NotSent, match=r"^HTTP 401$"):
                wrong(CHANGE)
        server.shutdown()
        thread.join()
    assert done == [json.loads(CHANGE.body)]
