"""Small videos, put together by hand."""

from __future__ import annotations


def box(kind: bytes, *content: bytes) -> bytes:
    """One box of an MP4."""
    inside = b"".join(content)
    return (8 + len(inside)).to_bytes(4) + kind + inside


def mp4(*more: bytes, brand: bytes = b"isom", handler: bytes = b"vide", moov: bytes = b"") -> bytes:
    """A whole one; ``more`` goes behind it, ``moov`` into its description."""
    hdlr = box(b"hdlr", bytes(8), handler, bytes(12))
    place = box(b"udta", box(b"\xa9xyz", b"+34.75+113.62/"))
    track = box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", hdlr), box(b"meta", b"owner: Alice"))
    head = box(b"ftyp", brand, bytes(4), b"isommp42")
    return b"".join(
        (head, box(b"wide"), box(b"mdat", b"frames" * 50), box(b"moov", track, place, moov), *more)
    )


def element(kind: int, *content: bytes, open_ended: bool = False) -> bytes:
    """One element of a WebM."""
    inside = b"".join(content)
    name = kind.to_bytes((kind.bit_length() + 7) // 8)
    size = b"\x01" + b"\xff" * 7 if open_ended else (len(inside) | 1 << 56).to_bytes(8)
    return name + size + inside


def webm(*more: bytes, doc: bytes = b"webm", kind: int = 1, live: bool = False) -> bytes:
    """A whole one; ``live`` as a browser records it, without sizes."""
    tracks = element(0x1654AE6B, element(0xAE, element(0x83, bytes([kind]))))
    cluster = element(0x1F43B675, element(0xE7, b"\x00"), element(0xA3, b"frames" * 50), open_ended=live)
    parts = (tracks, element(0xEC, b"hidden"), cluster, cluster)
    return (
        element(0x1A45DFA3, element(0x4282, doc))
        + element(0x18538067, *parts, open_ended=live)
        + b"".join(more)
    )
