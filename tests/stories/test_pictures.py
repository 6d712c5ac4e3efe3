"""The pictures of the guide are made small without being made different."""

import struct
import zlib

import pytest

from tests.stories.pictures import SIGNATURE, _chunk, _parts, chosen, with_palette

WIDTH = 4
PIXELS = bytes(range(0, 240, 5)) * 2
"""Two rows a filter each would be read from; every colour far from the others."""


def filtered(kind: int, rows: list[bytes]) -> bytes:
    """The rows as the specification says a filter of this kind leaves them."""
    out, above = bytearray(), bytes(len(rows[0]))
    for row in rows:
        out.append(kind)
        for x, value in enumerate(row):
            left, corner = (row[x - 3], above[x - 3]) if x > 2 else (0, 0)
            up, paeth = above[x], left + above[x] - corner
            nearest = sorted((left, up, corner), key=lambda v: abs(paeth - v))[0]
            out.append((value - (0, left, up, (left + up) // 2, nearest)[kind]) & 255)
        above = row
    return bytes(out)


def png(kind: int, rows: list[bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)
    data = zlib.compress(filtered(kind, rows))
    return SIGNATURE + b"".join(_chunk(n, c) for n, c in ((b"IHDR", header), (b"IDAT", data), (b"IEND", b"")))


@pytest.mark.parametrize("kind", range(5))
def test_a_picture_of_few_colours_stays_exactly_as_it_was(kind: int) -> None:
    rows = [PIXELS[start : start + WIDTH * 3] for start in range(0, len(PIXELS), WIDTH * 3)]
    parts = dict(_parts(with_palette(png(kind, rows))))
    palette, lines = parts[b"PLTE"], zlib.decompress(parts[b"IDAT"])
    places = [
        line for start in range(0, len(lines), WIDTH + 1) for line in lines[start + 1 : start + WIDTH + 1]
    ]
    assert b"".join(palette[3 * place : 3 * place + 3] for place in places) == b"".join(rows)


def test_never_more_than_256_colours_and_a_rare_one_is_not_lost() -> None:
    shades = [
        bytes((r, g, b)) for r in range(0, 256, 30) for g in range(0, 256, 30) for b in range(0, 250, 60)
    ]
    assert len(chosen(shades)) == 256
    grey = [bytes((n % 256,) * 3) for n in range(5000)]
    assert bytes((200, 0, 0)) in chosen([*grey, bytes((200, 0, 0))])
