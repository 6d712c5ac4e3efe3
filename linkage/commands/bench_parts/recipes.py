"""A walked dossier as a recipe: which columns of its rows stay, and how the others follow from a copy's own values."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from linkage.audit.canonical import canonical
from linkage.audit.digests import sha256, sm3
from linkage.audit.models import GENESIS_HASH, AuditEntry
from linkage.cases.models import Case
from linkage.commands.bench_parts.walking import SECONDS, TABLES, Walk
from linkage.documents.models import Document
from linkage.dossiers.models import Dossier
from linkage.evidence.models import EvidenceItem
from linkage.transfers.models import Transfer

OWNERS = (Dossier, Case, Transfer, Document)
_MARK = r"@[a-z0-9.\-]+@|" + re.escape(SECONDS) + r"|9000000\d\d\d"
Values = dict[str, str]


class Text:
    """A text in which some words differ from copy to copy."""

    def __init__(self, text: str, marks: re.Pattern[str]) -> None:
        self._parts = marks.split(text)
        self._keys = self._parts[1::2]

    def varies(self) -> bool:
        """Whether anything in it differs at all."""
        return bool(self._keys)

    def filled(self, values: Values) -> str:
        """The text of one copy."""
        parts = self._parts.copy()
        parts[1::2] = [values[key] for key in self._keys]
        return "".join(parts)


@dataclass(frozen=True)
class RowRecipe:
    """One row: its unchanging columns, the texts that vary, and references to rows of the same copy, by column number."""

    constant: tuple[Any, ...]
    texts: tuple[tuple[int, Text], ...]
    references: tuple[tuple[int, type[models.Model], int], ...]

    def filled(self, values: Values, first_ids: Mapping[type[models.Model], int]) -> list[Any]:
        """The row of one copy, ready for the database."""
        row = list(self.constant)
        for column, text in self.texts:
            row[column] = text.filled(values)
        for column, table, place in self.references:
            row[column] = first_ids[table] + place
        return row


@dataclass(frozen=True)
class Paper:
    """A paper of the walk: the mark of its number, its series, and the content its digest is computed from."""

    mark: str
    digest: str
    prefix: str
    word: str
    year: int
    content: Text


@dataclass(frozen=True)
class Recipe:
    """One walked dossier, ready to be copied."""

    status: str
    year: int
    number: str
    scope: Text
    identifiers: tuple[uuid.UUID, ...]
    """The walk's own chain and the public ids of its material: each copy has others."""
    papers: tuple[Paper, ...]
    bodies: tuple[tuple[str, str, Text], ...]
    """(both digests of the walk, the body) of each entry, in order."""
    rows: Mapping[type[models.Model], tuple[RowRecipe, ...]]


def recipe_of(walk: Walk) -> Recipe:
    """The recipe of a walk."""
    dossier = _as_dicts(Dossier, walk)[0]
    entries, papers = _as_dicts(AuditEntry, walk), _as_dicts(Document, walk)
    identifiers = (dossier["chain"], *(item["public_id"] for item in _as_dicts(EvidenceItem, walk)))
    own = [dossier["number"], *map(str, identifiers), *(each.hex for each in identifiers)]
    digests = (
        [e["hash"] for e in entries] + [e["sha256"] for e in entries] + [p["content_sm3"] for p in papers]
    )
    words = sorted([*own, *(p["number"] for p in papers), *digests], key=len, reverse=True)
    marks = re.compile(f"({'|'.join([*map(re.escape, words), _MARK])})")
    return Recipe(
        status=walk.status,
        year=int(dossier["number"][:4]),
        number=dossier["number"],
        scope=Text(walk.scope, marks),
        identifiers=identifiers,
        papers=tuple(_paper(p, marks) for p in papers),
        bodies=tuple((e["hash"], e["sha256"], Text(e["body"], marks)) for e in entries),
        rows={table: tuple(_row(table, row, walk, marks) for row in walk.rows[table]) for table in TABLES},
    )


def chained(recipe: Recipe, values: Values) -> None:
    """Fill in the digests of one copy, in their order: papers first, then each entry upon the one before."""
    for paper in recipe.papers:
        values[paper.digest] = sm3(paper.content.filled(values).encode())
    for hash_mark, sha_mark, body in recipe.bodies:
        text = body.filled(values).encode()
        values[hash_mark], values[sha_mark] = sm3(text), sha256(text)


def _as_dicts(table: type[models.Model], walk: Walk) -> list[dict[str, Any]]:
    names = [column.attname for column in table._meta.concrete_fields]
    return [dict(zip(names, row, strict=True)) for row in walk.rows[table]]


def _paper(row: Mapping[str, Any], marks: re.Pattern[str]) -> Paper:
    series = re.fullmatch(r"(@p\.\d@)(.+)〔(\d{4})〕\d+号", row["number"])
    if series is None:
        raise ValueError(f"not a number of a walked paper: {row['number']}")
    prefix, word, year = series.groups()
    return Paper(
        row["number"], row["content_sm3"], prefix, word, int(year), Text(canonical(row["content"]), marks)
    )


def _row(table: type[models.Model], row: tuple[Any, ...], walk: Walk, marks: re.Pattern[str]) -> RowRecipe:
    constant, texts = list(row), []
    references: list[tuple[int, type[models.Model], int]] = []
    for number, (column, value) in enumerate(zip(table._meta.concrete_fields, row, strict=True)):
        owner = table if column.primary_key else next((o for o in OWNERS if o is column.related_model), None)
        if owner is not None:
            references.append((number, owner, [each[0] for each in walk.rows[owner]].index(value)))
            continue
        plain = _stored(column, value)
        text = Text(str(plain), marks) if plain is not None else None
        if text is not None and text.varies() and plain != GENESIS_HASH:
            texts.append((number, text))
        constant[number] = plain
    return RowRecipe(tuple(constant), tuple(texts), tuple(references))


def _stored(column: models.Field, value: Any) -> Any:
    """The value as the database driver takes it; moments and identifiers as text, so that marks are found in them."""
    if isinstance(value, datetime):
        return (
            connection.ops.adapt_datetimefield_value(value)
            if connection.vendor == "sqlite"
            else value.isoformat()
        )
    if isinstance(value, uuid.UUID):
        return value.hex if connection.vendor == "sqlite" else str(value)
    if isinstance(value, dict):
        return canonical(value)
    return value
