"""Addresses that stay the same while the process lives: resolved once, not for every link of every page."""

from functools import cache

from django.urls import reverse

_NUMBER = "0000-000000-0000"


@cache
def address_of(name: str) -> str:
    """The address of a named page without arguments."""
    return reverse(name)


def dossier_address(number: str, name: str = "transfers:dossier") -> str:
    """The address of a page of one dossier. Its number is plain: digits and hyphens, with a letter at most."""
    return _pattern(name).replace(_NUMBER, number)


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=(_NUMBER,))
