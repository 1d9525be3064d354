"""Changes for the shop's own system, as signed HTTP requests; docs/webhook.md is its contract."""

import hashlib
import hmac
import json
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from knowledge.records.outbox import ANSWERS, Answer, Message
from knowledge.senders.sender import NotSent

URL_VARIABLE, SECRET_VARIABLE = "SHOPKEEPER_WEBHOOK_URL", "SHOPKEEPER_WEBHOOK_SECRET"
SHORTEST_SECRET = 16
LONGEST_ANSWER = 64 * 1024
_TIMEOUT = 10.0
"""Seconds for each step: to connect, to send, to hear."""
_PATIENCE = 30.0
"""Seconds for all steps together."""
_THIS_MACHINE = ("localhost", "127.0.0.1")
_TRY_AGAIN = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True)
class WebhookSender:
    """
    Posts a change to the shop's own system.

    Parameters
    ----------
    url
        Where to; https, but on this machine.
    secret
        Shared with the receiver, which knows by it who sends.
    clock
        Seconds since 1970.

    Raises
    ------
    ValueError
        If the URL or the secret will not do; the message repeats neither.
    """

    url: str = field(repr=False)
    secret: str = field(repr=False)
    clock: Callable[[], float] = field(default=time.time, repr=False, compare=False)

    def __post_init__(self) -> None:
        _parts(self.url)
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(
                f"{SECRET_VARIABLE} is missing or too short; give {SHORTEST_SECRET} characters or "
                "more, the same as to the receiver"
            )

    def __call__(self, message: Message) -> Answer | None:
        body, timestamp = message.body.encode(), str(int(self.clock()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "shopkeeper",
            "X-Shopkeeper-Event": message.subject,
            "X-Shopkeeper-Id": message.key or f"outbox-{message.id}",
            "X-Shopkeeper-Timestamp": timestamp,
            "X-Shopkeeper-Signature": signature(self.secret, timestamp, body),
        }
        parts, deadline = _parts(self.url), time.monotonic() + _PATIENCE
        line = _line(parts)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            line.request("POST", path, body, headers)
            with line.getresponse() as response:
                return _heard(response, deadline)
        except HTTPException as problem:
            # What it says may quote the answer.
            raise NotSent(type(problem).__name__) from None
        finally:
            line.close()


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """
    What the receiver has to find in ``X-Shopkeeper-Signature``.

    Examples
    --------
    >>> signature("sixteen letters!", "1795176000", b"{}")[:19]
    'v1=ecfd4da1cb9ed321'
    """
    signed = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port_is_none = parts.port == 0
    except ValueError:
        raise ValueError(f"{URL_VARIABLE} is no address; give https://host/path") from None
    if not parts.hostname or port_is_none or not url.isascii() or not url.isprintable():
        raise ValueError(f"{URL_VARIABLE} is no address; give https://host/path")
    if " " in url or "@" in parts.netloc:
        raise ValueError(f"{URL_VARIABLE} holds a blank or a login; give https://host/path")
    local = parts.scheme == "http" and parts.hostname in _THIS_MACHINE
    if parts.scheme != "https" and not local:
        raise ValueError(
            f"{URL_VARIABLE} begins with {parts.scheme}://; give https://, or http:// for "
            f"{' or '.join(_THIS_MACHINE)}"
        )
    return parts


def _line(parts: SplitResult) -> HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    context = ssl.create_default_context()
    return HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=context)


def _heard(response: HTTPResponse, deadline: float) -> Answer | None:
    """What a response says; a redirect is not followed, since the signature is for one receiver."""
    status = response.status
    if 200 <= status < 300:
        return _answer(_read(response, deadline))
    final = 400 <= status < 500 and status not in _TRY_AGAIN
    raise NotSent(f"HTTP {status}", final=final)


def _read(response: HTTPResponse, deadline: float) -> bytes:
    heard = b""
    while part := response.read1(LONGEST_ANSWER + 1 - len(heard)):
        heard += part
        if len(heard) > LONGEST_ANSWER:
            raise NotSent("answer too long", f"the answer has more than {LONGEST_ANSWER} bytes")
        if time.monotonic() > deadline:
            raise NotSent("answer too slow", f"the answer took more than {_PATIENCE:.0f} seconds")
    return heard


def _answer(body: bytes) -> Answer | None:
    """The answer in a body; an empty one only says that it has arrived."""
    if not body.strip():
        return None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        why = f"the answer is no JSON; give nothing, or a state: {', '.join(ANSWERS)}"
        raise NotSent("answer not understood", why) from None
    fields = said if isinstance(said, dict) else {}
    try:
        return Answer.of(fields.get("state"), fields.get("reason") or "")
    except ValueError as problem:
        raise NotSent("answer not understood", f"in the answer {problem}") from None
