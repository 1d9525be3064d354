"""How the page is served: closed headers, the secret of the browser's store, and a free port."""

import asyncio
import hashlib
import hmac
import os
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import gradio as gr
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agent.page.drawing import head
from knowledge.post import Post

STYLE = Path(__file__).with_name("style.css")
# Fonts that the visitor's own machine has.
FONTS = ["system-ui", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", "sans-serif"]
# The page's scripts and styles are inline and compiled at run time; everything else stays closed,
# so that even a hostile text reaches no other host.
HEADERS = {
    "content-security-policy": "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class SecureHeaders:
    """Adds `HEADERS` to every answer, streams included; one that an inner app has set is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].rstrip("/").endswith("/upload"):
            # The page takes no files, so nobody may leave any here.
            await PlainTextResponse("no files, please", 404)(scope, receive, send)
            return

        async def send_closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_closed)


def mount(page: gr.Blocks, post: Post) -> FastAPI:
    """The page as a web app that no other site may read, frame or call; its post leaves with it."""

    @asynccontextmanager
    async def open_post(app: FastAPI) -> AsyncIterator[None]:
        # What waits from before the last stop leaves now.
        post.start()
        try:
            yield
        finally:
            await asyncio.to_thread(post.close)

    app = FastAPI(openapi_url=None, lifespan=open_post)
    # With a CORS policy of its own Gradio would let every origin in.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(SecureHeaders)
    gr.mount_gradio_app(
        app,
        page,
        "/",
        run_history=False,
        footer_links=[],
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        theme=gr.themes.Default(primary_hue="orange", neutral_hue="stone", font=FONTS),
        head=head(STYLE.read_text(encoding="utf-8")),
    )
    return app


def browser_secret(home: Path) -> str:
    """
    Secret that browsers' resume tokens are stored under, the same after every restart.

    It is derived from a key file in the home that only the shop's own user may read.
    """
    path = home / "browser.key"
    if not path.exists():
        # Linked when it is complete, so that of several servers on one home the first one wins.
        fresh = home / f".browser.key.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    key = path.read_text(encoding="ascii").encode()
    return hmac.new(key, b"resume token", hashlib.sha256).hexdigest()[:32]


def take_port(host: str, port: int) -> socket.socket:
    """
    The port, taken before anything else is started.

    Raises
    ------
    OSError
        If it can't be had, such as one that is in use.
    """
    if not 0 <= port <= 65535:
        raise OSError(f"ports are 0 to 65535, not {port}")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)
