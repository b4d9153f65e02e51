"""A small HTTP server for tests: takes messages, or answers the way it is told."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep


@dataclass(frozen=True)
class Message:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: str


class _Clerk(BaseHTTPRequestHandler):
    """One message."""

    server: Receiver

    def do_POST(self) -> None:
        """Take it."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        named = {name.lower(): text for name, text in self.headers.items()}
        self.server.messages.append(Message(self.path, named, body))
        sleep(self.server.delay)
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        with suppress(ConnectionError):  # whoever has read enough goes
            self.wfile.write(self.server.answer)

    def log_message(self, *_said: object) -> None:
        """Nothing."""


class Receiver(ThreadingHTTPServer):
    """Use it with ``with``; ``messages`` has what came in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.messages: list[Message] = []
        self.status, self.answer, self.location, self.delay = 200, b"ok", "", 0.0
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/hook?from=baoxiu"
