"""SM3 (GB/T 32905-2016) for us, SHA-256 beside it for verifiers who have no SM3."""

import hashlib
from collections.abc import Iterable
from typing import Protocol

from cryptography.hazmat.primitives import hashes

# Python offers SM3 only where the system's OpenSSL was built with it; `cryptography` brings its own OpenSSL.
_SYSTEM_HAS_SM3 = "sm3" in hashlib.algorithms_available


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class BundledSm3:
    """SM3 from `cryptography`, with the two methods of `hashlib` that we use."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        """Take in the next bytes."""
        self._hash.update(data)

    def hexdigest(self) -> str:
        """The digest so far; more bytes may follow."""
        return self._hash.copy().finalize().hex()


def _new_sm3() -> _Hash:
    return hashlib.new("sm3") if _SYSTEM_HAS_SM3 else BundledSm3()


def sm3(data: bytes) -> str:
    """SM3 of `data`, 64 lower-case hexadecimal digits."""
    digest = _new_sm3()
    digest.update(data)
    return digest.hexdigest()


def sha256(data: bytes) -> str:
    """SHA-256 of `data`, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Digests:
    """Both digests and the size in bytes of something that arrives piece by piece."""

    def __init__(self) -> None:
        self._sm3 = _new_sm3()
        self._sha256 = hashlib.sha256()
        self.size = 0

    @classmethod
    def of(cls, pieces: Iterable[bytes]) -> "Digests":
        """The digests of all `pieces`, one after the other."""
        digests = cls()
        for piece in pieces:
            digests.update(piece)
        return digests

    def update(self, data: bytes) -> None:
        """Take in the next bytes."""
        self._sm3.update(data)
        self._sha256.update(data)
        self.size += len(data)

    @property
    def sm3(self) -> str:
        """SM3 of what arrived so far, hexadecimal."""
        return self._sm3.hexdigest()

    @property
    def sha256(self) -> str:
        """SHA-256 of what arrived so far, hexadecimal."""
        return self._sha256.hexdigest()
