"""A message waits in the outbox until it has left."""

import logging
import socket
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from smtplib import SMTPNotSupportedError

import pytest

from knowledge.records.database import Records
from knowledge.records.outbox import Message
from knowledge.senders import FileSender, SmtpSender, deliver, sender_from_environment, smtp_sender

NOON = datetime(2026, 11, 20, 12)
CODE = Message(7, "code", "ada@example.com", "验证码", "您的验证码是 123456", NOON)


def put(records: Records, body: str = "Your code is 123456") -> int:
    return records.outbox.put("code", "ada@example.com", "Your code", body, NOON)


def fine(message: Message) -> None:
    """A line that works."""


def broken(message: Message) -> None:
    """A line that is down."""
    raise ConnectionError(f"could not send {message.body}")


@pytest.fixture
def bare_server() -> Iterator[tuple[int, list[bytes]]]:
    """Port of a mail server that knows no TLS, and what it was told."""
    listener = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def serve() -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb", buffering=0) as line:
            line.write(b"220 bare\r\n")
            while said := line.readline():
                heard.append(said)
                line.write(b"221 bye\r\n" if said.startswith(b"QUIT") else b"250 bare\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1], heard
    listener.close()
    thread.join()


def test_a_message_waits_until_it_is_marked(records: Records) -> None:
    number = put(records)
    assert [message.id for message in records.outbox.unsent()] == [number]
    records.outbox.mark_sent(number, NOON)
    assert records.outbox.unsent() == ()


def test_the_latest_message_is_the_one_put_in_last(records: Records) -> None:
    put(records, "first")
    put(records, "second")
    latest = records.outbox.latest("ada@example.com")
    assert latest is not None
    assert latest.body == "second"


def test_nobody_has_no_latest_message(records: Records) -> None:
    assert records.outbox.latest("nobody@example.com") is None


def test_a_delivered_message_is_not_sent_again(records: Records) -> None:
    put(records)
    assert deliver(records.outbox, fine) == 1
    assert deliver(records.outbox, fine) == 0


def test_a_failed_message_is_tried_the_next_time(records: Records) -> None:
    put(records)
    assert deliver(records.outbox, broken) == 0
    assert deliver(records.outbox, fine) == 1


def test_the_log_of_a_failure_does_not_hold_the_message(
    records: Records, caplog: pytest.LogCaptureFixture
) -> None:
    number = put(records)
    with caplog.at_level(logging.WARNING):
        deliver(records.outbox, broken)
    assert caplog.messages == [f"message {number} (code) was not sent: ConnectionError"]


def test_a_file_reads_like_a_mail(tmp_path: Path) -> None:
    FileSender(tmp_path / "outbox")(CODE)
    mail = (tmp_path / "outbox" / "00000007-code.eml").read_text(encoding="utf-8")
    assert "To: ada@example.com\nSubject: 验证码\n" in mail
    assert mail.endswith("\n\n您的验证码是 123456\n")


def test_a_subject_can_not_add_a_recipient(records: Records, tmp_path: Path) -> None:
    records.outbox.put("code", "ada@example.com", "Hi\nBcc: eve@example.com", "body", NOON)
    assert deliver(records.outbox, FileSender(tmp_path)) == 0


def test_without_a_mail_server_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHOPKEEPER_SMTP_URL", raising=False)
    assert sender_from_environment(tmp_path) == FileSender(tmp_path / "outbox")


def test_the_environment_names_the_mail_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_SMTP_URL", "smtp://shop%40example.com:s%2Fcret@mail.example.com")
    assert sender_from_environment(tmp_path) == SmtpSender(
        "mail.example.com", 587, "shop@example.com", "s/cret", "shop@example.com"
    )


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(smtp_sender("smtp://shop:secret@mail.example.com:25"))


def test_a_wrong_url_is_not_repeated() -> None:
    with pytest.raises(ValueError, match=r"^SHOPKEEPER_SMTP_URL is not of the form smtp://user"):
        smtp_sender("http://shop:secret@mail.example.com")


def test_a_password_never_goes_over_a_line_without_tls(
    bare_server: tuple[int, list[bytes]],
) -> None:
    port, heard = bare_server
    with pytest.raises(SMTPNotSupportedError):
        SmtpSender("127.0.0.1", port, "shop", "secret")(CODE)
    assert [line[:4] for line in heard] == [b"ehlo", b"QUIT"]
