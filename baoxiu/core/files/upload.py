"""What somebody sends: a file that may be too large for the memory, and for a video the picture that stands for it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Any, Self

from baoxiu.core.files.content import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Upload:
    """An open file, its size in bytes, the name it came under, and the first frame where the browser gave it."""

    file: IO[bytes]
    size: int
    name: str = "file"
    poster: bytes = b""

    @classmethod
    def of(cls, data: bytes) -> Self:
        """What is in the memory already."""
        return cls(io.BytesIO(data), len(data))

    @classmethod
    def sent(cls, file: Any, poster: bytes = b"") -> Self:
        """What came with a form."""
        return cls(file, file.size, file.name or "file", poster)

    def head(self, length: int = 12) -> bytes:
        """The first bytes."""
        self.file.seek(0)
        return self.file.read(length)

    def read(self) -> bytes:
        """The whole file, or one byte more than is taken: who looks at it then refuses it."""
        self.file.seek(0)
        return self.file.read(MAX_BYTES + 1)
