"""Opens the grounds for administrative detention: article by article, with its bands and who transfers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from linkage.law.limits import Status
from linkage.law.offence_facts import OFFENCES


@dataclass(frozen=True, slots=True)
class Ground:
    """One article under which the police may detain. `bands` are days from and to, for 较轻, 一般 and 严重."""

    id: str
    regime: str
    law: str
    article: str
    conduct: str
    name: str
    bands: tuple[tuple[int, int], ...]
    transferor: str
    transfer_mode: str
    targets: str
    in_force_from: date
    in_force_to: date | None
    needs: tuple[str, ...]
    named_evasion: tuple[str, ...]
    note: str
    status: Status

    @property
    def basis(self) -> str:
        return f"{self.law}{self.article}"


@cache
def grounds() -> tuple[Ground, ...]:
    """Every ground of both laws."""
    return tuple(
        Ground(
            **{
                **entry,
                "bands": tuple((low, high) for low, high in entry["bands"]),
                "in_force_to": entry.get("in_force_to"),
                "needs": tuple(entry["needs"]),
                "named_evasion": tuple(entry.get("named_evasion", ())),
                "note": entry.get("note", ""),
                "status": Status(entry["status"]),
            }
        )
        for entry in detention_data()["ground"]
    )


@cache
def detention_data() -> Mapping[str, Any]:
    """The file as it stands."""
    return tomllib.loads((OFFENCES / "detention.toml").read_text(encoding="utf-8"))
