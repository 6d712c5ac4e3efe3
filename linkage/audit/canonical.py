"""Canonical JSON (RFC 8785): one value has exactly one text, so a digest of the text is a digest of the value."""

from json.encoder import encode_basestring
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | None | dict[str, Json] | list[Json] | tuple[Json, ...]"

# RFC 8785 §3.2.2.3 writes numbers as IEEE 754 doubles; beyond this an integer would change on its way through one.
LARGEST_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """A value that has no canonical text here; the message names the place and what to pass instead."""


def canonical(value: Json) -> str:
    """The canonical text of `value`: no spaces, keys in the order of their UTF-16 code units, text as it is.

    Accepts str, int, bool, None, dict with text keys, list and tuple. Amounts, masses and moments are passed as text:
    a Decimal, datetime or float raises `NotCanonical`, since each has more than one way to be written.
    """
    return _write(value, "$")


def _write(value: Json, place: str) -> str:
    if isinstance(value, str):
        return _text(value, place)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _integer(value, place)
    if isinstance(value, dict):
        return _object(value, place)
    if isinstance(value, list | tuple):
        return "[" + ",".join(_write(item, f"{place}[{n}]") for n, item in enumerate(value)) + "]"
    raise NotCanonical(f"{place}: {type(value).__name__} has no single written form; pass it as text")


def _text(value: str, place: str) -> str:
    # A lone surrogate has no UTF-8, so it could be neither stored nor hashed.
    if not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value):
        raise NotCanonical(f"{place}: the text holds half a UTF-16 pair, which is not a character")
    return encode_basestring(value)


def _integer(value: int, place: str) -> str:
    if abs(value) > LARGEST_INTEGER:
        raise NotCanonical(f"{place}: {value} is beyond 2^53-1; pass it as text")
    return int.__repr__(value)


def _object(value: dict[str, Json], place: str) -> str:
    for key in value:
        if not isinstance(key, str):
            raise NotCanonical(f"{place}: the key {key!r} is not text")
    members = (
        f"{_text(key, place)}:{_write(value[key], f'{place}.{key}')}" for key in sorted(value, key=_utf16)
    )
    return "{" + ",".join(members) + "}"


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
