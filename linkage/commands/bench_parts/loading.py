"""Fills the throw-away database: every dossier a whole one, its chain hashed, its numbers without gaps, in some county."""

import random
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from linkage.commands.bench_parts.counties import County, build_counties, save_counters
from linkage.commands.bench_parts.recipes import Recipe, Values, chained, recipe_of
from linkage.commands.bench_parts.walking import PARTY, SECONDS, TABLES, TITLE, walked
from linkage.commands.bench_parts.writing import bulk, orphans, settle, write
from linkage.law.wording import SHANGHAI
from linkage.transfers.status import Status

SHARES = {
    Status.DISCOVERED: 8, Status.VERIFYING: 14, Status.AWAITING_APPROVAL: 8, Status.SUBMITTED: 12, Status.ACCEPTED: 10,
    Status.INVESTIGATING: 13, Status.CONCLUDED: 35,
}  # fmt: skip
"""Of a hundred dossiers so many stand here."""
BATCH = 1000
OPEN_DAYS, CLOSED_DAYS = (1, 2, 3, 5, 8, 13), (40, 120, 250, 400, 600, 900)
SEED = 37


@dataclass(frozen=True)
class Province:
    """What was loaded; `arena` is the county in which is measured, `targets` the numbers of dossiers to be accepted there."""

    counties: list[County]
    arena: County
    targets: list[str]
    dossiers: int
    rows: int
    seconds: float


class _Copier:
    """Copies recipes into counties, keeping ids and numbers without gaps."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.next_ids = {
            table: (table._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for table in TABLES
        }
        self.serial = 0
        self.rows: dict[type[models.Model], list[list[Any]]] = defaultdict(list)
        self.written = 0

    def copy(self, recipe: Recipe, county: County) -> str:
        """One more dossier; returns its number."""
        values = self._values(recipe, county)
        chained(recipe, values)
        for table in TABLES:
            rows = recipe.rows[table]
            self.rows[table] += [row.filled(values, self.next_ids) for row in rows]
        for table in TABLES:
            self.next_ids[table] += len(recipe.rows[table])
        return values[recipe.number]

    def flush(self) -> None:
        """Write what was copied, in one transaction."""
        with transaction.atomic():
            for table in TABLES:
                write(table, self.rows[table])
                self.written += len(self.rows[table])
        self.rows.clear()

    def _values(self, recipe: Recipe, county: County) -> Values:
        self.serial += 1
        serial = county.next(recipe.scope.filled(county.meaning), recipe.year)
        second, fraction = self.chance.randrange(60), self.chance.randrange(1_000_000)
        values = {
            **county.meaning,
            SECONDS: f":{second:02d}.{fraction:06d}",
            PARTY: f"测算公司{self.serial}",
            TITLE: f"测算公司{self.serial}渗坑排放案",
            recipe.number: f"{recipe.year}-{county.region_code}-{serial:04d}",
        }
        for identifier in recipe.identifiers:
            fresh = uuid.UUID(int=self.chance.getrandbits(128), version=4)
            values[str(identifier)], values[identifier.hex] = str(fresh), fresh.hex
        for paper in recipe.papers:
            code = values[_CODE_OF[paper.prefix]]
            number = county.next(f"paper:{code}:{paper.word}", paper.year)
            values[paper.mark] = f"{values[paper.prefix]}{paper.word}〔{paper.year}〕{number}号"
        return values


_CODE_OF = {"@p.1@": "@code.sending@", "@p.2@": "@code.receiving@", "@p.3@": "@code.procuratorial@"}


def load(size: int, targets: int, now: datetime, told: Callable[[str], None]) -> Province:
    """Load `size` dossiers over all counties, and `targets` more that wait to be accepted in the first county."""
    counties = build_counties(now.astimezone(SHANGHAI).date())
    told("走一遍样本卷宗……")
    recipes = _recipes(now)
    began = time.monotonic()
    copier = _Copier()
    with bulk():
        for done, (recipe, county) in enumerate(_spread(size, recipes, counties, copier.chance), 1):
            copier.copy(recipe, county)
            if done % BATCH == 0:
                copier.flush()
                told(f"已载入 {done} / {size} 件卷宗")
        waiting = recipes[Status.SUBMITTED]
        numbers = [copier.copy(waiting[n % len(waiting)], counties[0]) for n in range(targets)]
        copier.flush()
        save_counters(counties)
        settle(TABLES)
        if lost := orphans(TABLES):
            raise AssertionError(f"loaded rows refer to nothing: {lost}")
    seconds = time.monotonic() - began
    return Province(counties, counties[0], numbers, size + targets, copier.written, seconds)


def _recipes(now: datetime) -> dict[str, list[Recipe]]:
    """Open dossiers began in the last days, closed ones in the last years; each at half past eight."""
    morning = now.astimezone(SHANGHAI).replace(hour=8, minute=30)
    days: dict[str, list[datetime]] = {
        str(status): [
            morning - timedelta(days=ago)
            for ago in (CLOSED_DAYS if status == Status.CONCLUDED else OPEN_DAYS)
        ]
        for status in SHARES
    }
    found: dict[str, list[Recipe]] = defaultdict(list)
    for walk in walked(days):
        found[walk.status].append(recipe_of(walk))
    return found


def _spread(
    size: int, recipes: dict[str, list[Recipe]], counties: list[County], chance: random.Random
) -> Iterator[tuple[Recipe, County]]:
    """Every county gets its share, the first ones as much as the last; statuses by their weight."""
    statuses = chance.choices(list(SHARES), list(SHARES.values()), k=size)
    for number, status in enumerate(statuses):
        yield chance.choice(recipes[status]), counties[number % len(counties)]
