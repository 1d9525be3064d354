"""The shop's own system, as a real HTTP server on this machine."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message as Headers
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "open sesame, 16 letters"


@dataclass
class Receiver:
    """Answers as it is told to, and keeps what it heard."""

    url: str = ""
    status: int = 200
    says: bytes = b""
    location: str = ""
    heard: list[tuple[str, Headers, bytes]] = field(default_factory=list)
    holds: threading.Event = field(default_factory=threading.Event)
    """Clear it to keep whoever asks waiting."""

    @property
    def ids(self) -> list[str | None]:
        return [headers["X-Shopkeeper-Id"] for _, headers, _ in self.heard]


@contextmanager
def receiver() -> Iterator[Receiver]:
    it = Receiver()
    it.holds.set()

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            it.heard.append((self.path, self.headers, body))
            it.holds.wait(10)
            self.send_response(it.status)
            if it.location:
                self.send_header("Location", it.location)
            self.send_header("Content-Length", str(len(it.says)))
            self.end_headers()
            self.wfile.write(it.says)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the test's own output is enough."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        it.url = f"http://127.0.0.1:{server.server_address[1]}/changes?shop=7&token=hidden"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield it
        it.holds.set()
        server.shutdown()
        thread.join()
