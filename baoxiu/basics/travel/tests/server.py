"""A small map server for tests: OSRM, Valhalla and AMap in one, on a flat world, or broken the way it is told."""

from __future__ import annotations

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

type Spot = tuple[float, float]
KEY = "0123456789abcdef0123456789abcdef"
EXACT = {
    "花园路88号": [
        ("113.682600,34.789200", "门址"),
        ("113.682700,34.789300", "门址"),
        ("113.6,34.7", "道路"),
    ],
    "建设路1号": [("113.682600,34.789200", "门址"), ("113.60,34.70", "门址")],
}


class _Clerk(BaseHTTPRequestHandler):
    """One question."""

    server: MapServer

    def do_GET(self) -> None:
        """A table of OSRM, or a question to AMap."""
        self._answer(None)

    def do_POST(self) -> None:
        """A matrix of Valhalla."""
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: Any) -> None:
        parts = urlsplit(self.path)
        said = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        self.server.asked.append((parts.path, body or said))
        sleep(self.server.delay)
        self.send_response(self.server.status)
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(self.server.broken or json.dumps(_told(parts.path, said, body)).encode())

    def log_message(self, *_said: object) -> None:
        """Nothing."""


def _told(path: str, said: dict[str, str], body: Any) -> Any:
    if path.startswith("/table/"):
        return _osrm(path.rsplit("/", 1)[1], said)
    if path == "/sources_to_targets":
        starts, ends = ([(one["lat"], one["lon"]) for one in body[name]] for name in ("sources", "targets"))
        rows = [
            [{"time": _seconds(a, b), "distance": (_seconds(a, b) or 0) / 100} for b in ends] for a in starts
        ]
        return {"sources_to_targets": rows}
    if said.get("key") != KEY:
        return {"status": "0", "info": "INVALID_USER_KEY"}
    return _geocode(said["address"]) if path == "/v3/geocode/geo" else _distance(said)


def _osrm(places: str, said: dict[str, str]) -> Any:
    spots = [_spot(one) for one in places.split(";")]
    starts, ends = (
        [spots[int(one)] for one in said[name].split(";")] for name in ("sources", "destinations")
    )
    times = [[_seconds(a, b) for b in ends] for a in starts]
    metres = [[None if one is None else 10.0 * one for one in row] for row in times]
    return {"code": "Ok", "durations": times, "distances": metres}


def _distance(said: dict[str, str]) -> Any:
    end = _spot(said["destination"])
    found = [
        {
            "origin_id": str(place),
            "dest_id": "1",
            "distance": "1000",
            "duration": str(round(_seconds(_spot(one), end) or 0)),
        }
        for place, one in enumerate(said["origins"].split("|"), start=1)
    ]
    return {"status": "1", "results": found}


def _geocode(address: str) -> Any:
    known = EXACT.get(address.removeprefix("河南省郑州市金水区"), [("113.66,34.80", "区县")])
    return {"status": "1", "geocodes": [{"location": where, "level": level} for where, level in known]}


def _spot(text: str) -> Spot:
    lng, lat = map(float, text.split(","))
    return lat, lng


def _seconds(one: Spot, other: Spot) -> float | None:
    """A second for each thousandth of a degree; nobody drives to the far north."""
    if max(one[0], other[0]) > 60:
        return None
    return round(1000 * (abs(one[0] - other[0]) + abs(one[1] - other[1])), 3)


class MapServer(ThreadingHTTPServer):
    """``asked`` has the questions that came."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Clerk)
        self.asked: list[tuple[str, Any]] = []
        self.status, self.broken, self.delay = 200, b"", 0.0
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"
