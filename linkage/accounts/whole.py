"""A person with their agency and its region out of one row of a kept statement."""

from collections.abc import Sequence
from typing import Any

from linkage.accounts.models import Agency, Region, User

_TABLES = (User, Agency, Region)
_COLUMNS = [[column.attname for column in table._meta.concrete_fields] for table in _TABLES]
_USER, _AGENCY = len(_COLUMNS[0]), len(_COLUMNS[0]) + len(_COLUMNS[1])


def columns_of_person(path: str = "") -> list[str]:
    """What to select, by the way that leads to the person: `` or `user__`."""
    ways = (path, f"{path}agency__", f"{path}agency__region__")
    return [f"{way}{name}" for way, names in zip(ways, _COLUMNS, strict=True) for name in names]


def person(row: Sequence[Any]) -> User:
    """The person of such a row."""
    user = User.from_db("default", _COLUMNS[0], row[:_USER])
    user.agency = Agency.from_db("default", _COLUMNS[1], row[_USER:_AGENCY])
    user.agency.region = Region.from_db("default", _COLUMNS[2], row[_AGENCY:])
    return user
