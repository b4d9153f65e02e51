"""A program that reports and accepts through the API, and repeats itself until it has an answer."""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from tests.cast import ALICE_ADDRESS

PAUSE = 0.2
PATIENCE = 15.0
"""Seconds for one answer: a web server that dies in the middle leaves no end of the line."""


class Refused(AssertionError):
    """The API said no: with the same key it would say so again."""


@dataclass
class Caller:
    """Sends each report with several threads; ``told`` keeps the number of each that was acknowledged."""

    port: int
    token: str
    until: float
    told: dict[str, str] = field(default_factory=dict)
    repeats: int = 0
    trouble: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, texts: list[str], threads: int) -> list[threading.Thread]:
        """Share the work out."""
        made = [
            threading.Thread(target=self._work, args=(texts[place::threads],), daemon=True)
            for place in range(threads)
        ]
        for thread in made:
            thread.start()
        return made

    def has_done(self, count: int) -> bool:
        """Whether so many are through, or none will come any more."""
        return len(self.told) >= count or bool(self.trouble)

    def _work(self, texts: list[str]) -> None:
        try:
            for text in texts:
                number = self._insist("/requests", report(text), str(uuid.uuid4()))["number"]
                self._insist(f"/requests/{number}/accept", {"severity": 2}, str(uuid.uuid4()))
                self.told[text] = number
        except Exception as trouble:
            self.trouble.append(repr(trouble))

    def _insist(self, path: str, body: dict[str, Any], key: str) -> dict[str, Any]:
        """Send it, with the same key, until it is answered."""
        while time.monotonic() < self.until:
            answer = self._send(path, body, key)
            if answer is not None:
                return answer
            with self._lock:
                self.repeats += 1
            time.sleep(PAUSE)
        raise Refused(f"no answer in time: {path}")

    def _send(self, path: str, body: dict[str, Any], key: str) -> dict[str, Any] | None:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            with closing(connection):
                connection.request("POST", f"/api/v1{path}", json.dumps(body), headers)
                response = connection.getresponse()
                text = response.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        if response.status >= 500:
            return None
        if response.status not in (200, 201):
            raise Refused(f"{path}: {response.status} {text}")
        told: dict[str, Any] = json.loads(text)
        return told


def report(text: str) -> dict[str, Any]:
    """A report that can be told from the others by its text."""
    return {
        "family": "air_conditioner",
        "fault": "air_conditioner-not_cooling",
        "fault_text": text,
        "contact_name": "Alice",
        "phone": "13800138000",
        "division_code": ALICE_ADDRESS.division_code,
        "address": ALICE_ADDRESS.detail,
        "mode": "on_site",
    }
