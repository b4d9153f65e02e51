"""HTTP clients that keep their connection, as programs do."""

from __future__ import annotations

import http.client
import json
import re
import statistics
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from benchmarks.installation import Installation


class ApiClient:
    """One program with a token."""

    def __init__(self, target: Installation) -> None:
        self.connection = http.client.HTTPConnection(target.host, target.port, timeout=60)
        self.headers = {"Authorization": f"Bearer {target.token}", "Content-Type": "application/json"}

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The answer's JSON; raises on anything but success."""
        headers = self.headers | ({"Idempotency-Key": str(uuid4())} if method == "POST" else {})
        text = json.dumps(body if body is not None else {}) if method == "POST" else None
        self.connection.request(method, f"/api/v1{path}", text, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {data[:400]!r}")
        return json.loads(data)


WARM = 20


@dataclass(slots=True)
class Person:
    """Somebody signed in at the desk."""

    target: Installation
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, username: str, password: str) -> None:
        """Through the login page."""
        page = self.get("/accounts/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        body = f"login={username}&password={password}&csrfmiddlewaretoken={token[1] if token else ''}"
        status, _page = self._ask("POST", "/accounts/login/", body)
        if status not in (302, 303):
            raise RuntimeError(f"sign-in answered {status}")

    def get(self, path: str) -> tuple[int, str]:
        """Status and page."""
        return self._ask("GET", path)

    def times(self, path: str, count: int) -> list[float]:
        """Seconds of so many requests of one page, after some by which every connection knows the page's statements."""
        for _warm in range(WARM):
            self._expect(path)
        return [self._expect(path) for _one in range(count)]

    def _expect(self, path: str) -> float:
        began = time.perf_counter()
        status, _page = self.get(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return time.perf_counter() - began

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.target.host, self.target.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _equals, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        page = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, page


def p95(times: list[float]) -> float:
    """The 95th percentile, in seconds."""
    return statistics.quantiles(times, n=20)[-1]
