"""A screenshot made small enough for the repository: a PNG with a palette, by the standard library alone.

The browser writes true colours in a hurry. A page has some thousand shades, nearly all of them the edges of letters;
256 of them, no two alike, cannot be told from the original, in a third of the bytes.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS, ALIKE = 256, 64
"""At most so many colours; two are alike whose squared distance is less than this."""
Row = bytes
Colour = bytes


def with_palette(picture: bytes) -> bytes:
    """The same picture with at most 256 colours."""
    width, height, rows = decoded(picture)
    palette = chosen([row[x : x + 3] for row in rows for x in range(0, len(row), 3)])
    places = {colour: place for place, colour in enumerate(palette)}
    lines = bytearray()
    for row in rows:
        lines.append(0)
        lines += bytes(_place(row[x : x + 3], places, palette) for x in range(0, len(row), 3))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", b"".join(palette)),
        (b"IDAT", zlib.compress(bytes(lines), 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def chosen(pixels: list[Colour]) -> list[Colour]:
    """The most frequent colours, of those alike only the first."""
    found: list[Colour] = []
    for colour, _ in Counter(pixels).most_common():
        if len(found) == COLOURS:
            break
        if all(_distance(colour, other) >= ALIKE for other in found):
            found.append(colour)
    return found


def decoded(picture: bytes) -> tuple[int, int, list[Row]]:
    """Width, height and rows of a true-colour PNG of eight bits without transparency, as the browser writes them."""
    parts = list(_parts(picture))
    width, height, *kind = struct.unpack(">IIBBBBB", next(c for name, c in parts if name == b"IHDR"))
    assert kind == [8, 2, 0, 0, 0], f"not a plain true-colour PNG: {kind}"
    raw = zlib.decompress(b"".join(content for name, content in parts if name == b"IDAT"))
    size = width * 3
    lines = [raw[start : start + size + 1] for start in range(0, len(raw), size + 1)]
    rows: list[Row] = [bytes(size)]
    for line in lines:
        rows.append(_unfiltered(line[0], bytearray(line[1:]), rows[-1]))
    return width, height, rows[1:]


def _unfiltered(kind: int, line: bytearray, above: Row) -> Row:
    """One row with its filter undone (PNG specification, third edition, section 9)."""
    for x in range(len(line)):
        left, corner = (line[x - 3], above[x - 3]) if x > 2 else (0, 0)
        line[x] = (line[x] + _guess(kind, left, above[x], corner)) & 255
    return bytes(line)


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    straight = left + up - corner
    return min((left, up, corner), key=lambda value: abs(straight - value))


def _place(colour: Colour, places: dict[Colour, int], palette: list[Colour]) -> int:
    """The place of the nearest colour in the palette, looked for once a colour."""
    if colour not in places:
        places[colour] = min(range(len(palette)), key=lambda place: _distance(colour, palette[place]))
    return places[colour]


def _distance(one: Colour, other: Colour) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _parts(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        yield picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        at += 12 + size


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
