"""Mails and changes as files, mails by a server, and how the environment names them."""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from smtplib import SMTPNotSupportedError

import pytest

from knowledge.records.outbox import Message
from knowledge.senders import (
    FileSender,
    SmtpSender,
    WebhookSender,
    senders_from_environment,
    smtp_sender,
)
from tests.knowledge.receiver import SECRET

NOON = datetime(2026, 11, 20, 12)
CODE = Message(7, "code", "ada@example.com", "验证码", "您的验证码是 123456", NOON)
CHANGE = Message(
    8, "write", "shop", "cancel_order", '{"id": "p_1", "note": "急"}', NOON, None, "shop", "p_1"
)
VARIABLES = ("SHOPKEEPER_SMTP_URL", "SHOPKEEPER_WEBHOOK_URL", "SHOPKEEPER_WEBHOOK_SECRET")


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


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


def test_a_file_reads_like_a_mail(tmp_path: Path) -> None:
    FileSender(tmp_path / "outbox")(CODE)
    mail = (tmp_path / "outbox" / "00000007-code.eml").read_text(encoding="utf-8")
    assert "To: ada@example.com\nSubject: 验证码\n" in mail
    assert mail.endswith("\n\n您的验证码是 123456\n")


def test_a_change_is_a_file_of_json(tmp_path: Path) -> None:
    FileSender(tmp_path)(CHANGE)
    (file,) = tmp_path.iterdir()
    assert file.name == "00000008-cancel_order.json"
    assert json.loads(file.read_text(encoding="utf-8")) == {"id": "p_1", "note": "急"}
    assert "急" in file.read_text(encoding="utf-8")


def test_a_name_stays_in_its_folder(tmp_path: Path) -> None:
    odd = Message(9, "write", "shop", "../../x", "{}", NOON, None, "shop")
    FileSender(tmp_path / "outbox")(odd)
    assert [file.name for file in (tmp_path / "outbox").iterdir()] == ["00000009-_x.json"]


def test_a_subject_can_not_add_a_recipient(tmp_path: Path) -> None:
    hostile = Message(1, "code", "ada@example.com", "Hi\nBcc: eve@example.com", "body", NOON)
    with pytest.raises(ValueError, match="linefeed"):
        FileSender(tmp_path)(hostile)
    assert list(tmp_path.iterdir()) == []


def test_without_servers_files_are_written(tmp_path: Path) -> None:
    senders = senders_from_environment(tmp_path)
    assert senders.mail == senders.shop == FileSender(tmp_path / "outbox")
    assert (senders.at_once, senders.slow) == (("mail", "shop"), ())


def test_the_environment_names_the_mail_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_SMTP_URL", "smtp://shop%40example.com:s%2Fcret@mail.example.com")
    senders = senders_from_environment(tmp_path)
    assert senders.mail == SmtpSender(
        "mail.example.com", 587, "shop@example.com", "s/cret", "shop@example.com"
    )
    assert (senders.at_once, senders.slow) == (("shop",), ("mail",))


def test_the_environment_names_the_shops_own_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_URL", "https://erp.example.com/changes")
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_SECRET", SECRET)
    senders = senders_from_environment(tmp_path)
    assert senders.shop == WebhookSender("https://erp.example.com/changes", SECRET)
    assert senders.slow == ("shop",)


def test_a_webhook_without_a_secret_does_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOPKEEPER_WEBHOOK_URL", "https://erp.example.com/changes")
    with pytest.raises(ValueError, match=r"^SHOPKEEPER_WEBHOOK_SECRET is missing or too short; "):
        senders_from_environment(tmp_path)


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
