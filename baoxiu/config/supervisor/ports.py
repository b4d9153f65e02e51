"""A port that nobody listens on."""

import socket

ATTEMPTS = 100


def is_free(host: str, port: int) -> bool:
    """Whether we could listen on that port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def first_free_port(host: str, wanted: int) -> int | None:
    """The wanted port, or the next one that is free; None when a hundred in a row are taken."""
    candidates = range(wanted, min(wanted + ATTEMPTS, 65536))
    return next((port for port in candidates if is_free(host, port)), None)
