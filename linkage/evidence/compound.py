"""Looks into an old Office file (MS-CFB): what its root holds tells Word from Excel from an installer."""

import struct
from collections.abc import Callable
from typing import BinaryIO

Reader = Callable[[int], bytes]
"""Gives the bytes of one sector."""
FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
MOST_ENTRIES = 20_000
_ENTRY = 128


class NotCompound(ValueError):
    """The file says it is a compound file and is not one."""


def names_inside(content: BinaryIO, size: int) -> frozenset[str]:
    """Names of the storages and streams directly under the root, and `/VBA` for a macro project at any depth.

    Reads the directory alone. NotCompound if the file contradicts itself.
    """
    try:
        return _names(_directory(content, size))
    except (struct.error, IndexError, UnicodeDecodeError, RecursionError) as error:
        raise NotCompound(str(error)) from error


def _directory(content: BinaryIO, size: int) -> bytes:
    content.seek(0)
    header = content.read(512)
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in (9, 12):
        raise NotCompound("sector size")
    sector = 1 << shift
    if (most := size // sector) == 0:
        raise NotCompound("too short")

    def read(number: int) -> bytes:
        content.seek((number + 1) * sector)
        return content.read(sector)

    table = _allocation(header, read, most)
    found, number, seen = bytearray(), struct.unpack_from("<I", header, 48)[0], set()
    while number < FREE:
        if number in seen or len(found) > MOST_ENTRIES * _ENTRY:
            raise NotCompound("directory without end")
        seen.add(number)
        found += read(number)
        number = _next(table, number, sector, read)
    return bytes(found)


def _allocation(header: bytes, read: Reader, most: int) -> list[int]:
    """Numbers of the sectors that hold the allocation table, in order (header first, then the chain beyond it)."""
    sectors = [n for n in struct.unpack_from("<109I", header, 76) if n < FREE]
    number, left = struct.unpack_from("<I", header, 68)[0], most
    while number < FREE and left:
        block = read(number)
        entries = struct.unpack_from(f"<{len(block) // 4}I", block)
        sectors += [n for n in entries[:-1] if n < FREE]
        number, left = entries[-1], left - 1
    return sectors


def _next(table: list[int], number: int, sector: int, read: Reader) -> int:
    per_sector = sector // 4
    block = read(table[number // per_sector])
    return int(struct.unpack_from("<I", block, number % per_sector * 4)[0])


def _names(directory: bytes) -> frozenset[str]:
    macro = any(
        _name(directory, at) == "_VBA_PROJECT" for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)
    )
    waiting, found, seen = [struct.unpack_from("<I", directory, 76)[0]], {"/VBA"} if macro else set(), set()
    while waiting:
        number = waiting.pop()
        if number >= FREE:
            continue
        if number in seen:
            raise NotCompound("directory in a circle")
        seen.add(number)
        found.add(_name(directory, number * _ENTRY))
        waiting += struct.unpack_from("<II", directory, number * _ENTRY + 68)
    return frozenset(found)


def _name(directory: bytes, at: int) -> str:
    length = struct.unpack_from("<H", directory, at + 64)[0]
    return directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
