"""Pictures for the demo, drawn from the seed: a label plate with a fault, and a signature."""

from __future__ import annotations

import base64
import io
import math
from functools import cache
from random import Random

from PIL import Image, ImageDraw

KINDS = 6
COLOURS = ("#c9d3d6", "#d8d2c4", "#bfc9c2", "#d3cbd6", "#c6ccd8", "#d6cfc9")


def fault(family: str, random: Random) -> bytes:
    """One of a few photos of a product with something wrong."""
    return _photo((sum(map(ord, family)) + random.randrange(2)) % KINDS)


@cache
def _photo(kind: int) -> bytes:
    picture = Image.new("RGB", (960, 720), COLOURS[kind])
    draw = ImageDraw.Draw(picture)
    for row in range(0, 720, 24):
        shade = 200 + (row * (kind + 3)) % 24
        draw.line((0, row, 960, row + 6), fill=(shade, shade, shade), width=2)
    draw.rounded_rectangle((180, 120, 780, 600), 36, fill="#f4f5f4", outline="#8d9896", width=6)
    draw.rounded_rectangle((560, 170, 730, 250), 10, fill="#1d2523")
    draw.text((588, 188), f"E{kind + 1}", fill="#ff6b4a", font_size=48)
    draw.ellipse((300, 300, 520, 520), outline="#9aa5a3", width=14)
    for spoke in range(0, 360, 45):
        x, y = math.cos(math.radians(spoke)) * 90, math.sin(math.radians(spoke)) * 90
        draw.line((410, 410, 410 + x, 410 + y), fill="#b4bdbb", width=8)
    draw.line([(600, 330), (640, 400), (610, 430), (680, 540)], fill="#8a4b35", width=7)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


def signature(random: Random) -> str:
    """A drawn signature as the browser sends it (PNG data URL)."""
    picture = Image.new("RGBA", (480, 160), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    x, y = 40.0, 90.0
    for _stroke in range(random.randrange(4, 7)):
        points = [(x, y)]
        for _point in range(8):
            x += random.uniform(2, 14)
            y = min(140, max(20, y + random.uniform(-34, 34)))
            points.append((x, y))
        draw.line(points, fill=(20, 30, 40, 255), width=4, joint="curve")
        x, y = x - 8, random.uniform(40, 120)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()
