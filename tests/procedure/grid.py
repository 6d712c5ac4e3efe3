"""The grid of one procedure: each act × each status × each person, generated from its table and tried for real.

A cell is allowed exactly where the table says so: the act leaves this status, and the person holds one of the row's
roles in the agency that stands on the row's side. Every other cell is refused for the right reason and changes nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from linkage.accounts.models import Appointment, User
from linkage.law.refusal import Refused
from linkage.law.transitions import NEW, Transition
from linkage.procedure.procedures import Procedure

EVERYWHERE = (
    "audit_auditentry", "deadlines_clock", "documents_document", "documents_delivery", "dossiers_participation",
    "dossiers_matter", "inbox_message",
)  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """One procedure, the people who try, and the facts with which they try."""

    procedure: Procedure
    people: tuple[User, ...]
    facts: Callable[[str, Any, datetime], Mapping[str, Any]]
    """(act, subject, now) -> facts with which the act would be done by the right person."""
    not_here: frozenset[str] = frozenset()
    """Opening acts that this dossier does not call for: refused to everybody, to the right person by their own rule."""

    def check(self, subject: Any, now: datetime) -> dict[str, int]:
        """Try every act by everyone on this subject, which stands at some status (or does not exist yet)."""
        posts = set(Appointment.objects.values_list("user_id", "agency_id", "role"))
        tried = {"cells_allowed": 0, "cells_refused": 0}
        for row in self.procedure.table.rows:
            facts = self.facts(row.act, subject, now)
            for person in self.people:
                able = row.act not in self.not_here and subject.status in row.source
                if able and self._holds(row, subject, person, posts):
                    self._is_done(row, subject, person, now, facts)
                    tried["cells_allowed"] += 1
                else:
                    self._is_refused(row, subject, person, now, facts)
                    tried["cells_refused"] += 1
        assert sum(tried.values()) == len(self.procedure.table.rows) * len(self.people)
        ended = subject.status != NEW and self.procedure.table.turns[subject.status] is None
        assert tried["cells_allowed"] or ended, f"nobody can go on from {subject.status}"
        return tried

    def _holds(self, row: Transition, subject: Any, person: User, posts: set[tuple[int, int, str]]) -> bool:
        agency = subject.agency_on(row.who.side)
        return agency is not None and any((person.pk, agency.pk, role) in posts for role in row.who.roles)

    def _is_done(
        self, row: Transition, subject: Any, by: User, now: datetime, facts: Mapping[str, Any]
    ) -> None:
        """Done on a savepoint and taken back, so that the next cell finds everything as it was."""
        before, where = self._left(subject), (subject.status, row.act, by.name)
        entries, status = self._entries(), subject.status
        with transaction.atomic():
            fresh = self._fresh(subject)
            outcome = self.procedure.do(row.act, fresh, by=by, at=now, **facts)
            assert outcome.sentence, where
            assert fresh.status == (row.target or status), where
            assert self._entries() == entries + 1, where
            transaction.set_rollback(True)
        assert self._left(subject) == before, where

    def _is_refused(
        self, row: Transition, subject: Any, by: User, now: datetime, facts: Mapping[str, Any]
    ) -> None:
        """What is compared is what stands before anything is taken back: a refusal comes before the first write."""
        before, where = self._left(subject), (subject.status, row.act, by.name)
        with transaction.atomic():
            try:
                self.procedure.do(row.act, self._fresh(subject), by=by, at=now, **facts)
            except Refused as refusal:
                transaction.set_rollback(False)
                codes = {reason.code for reason in refusal.reasons}
            else:
                pytest.fail(f"{by.name} could {row.act} at {subject.status}")
            assert self._left(subject) == before, where
        if row.act in self.not_here and subject.status in row.source:
            assert codes - {"wrong_status", "overtaken"}, where
            return
        wanted = {"wrong_status"} if subject.status not in row.source else {"not_yours"}
        assert wanted <= codes, (where, codes)

    def _fresh(self, subject: Any) -> Any:
        """The subject as one who acts reads it: from the database, or not there yet."""
        if subject.pk is None:
            made = type(subject)(
                **{f.attname: getattr(subject, f.attname) for f in subject._meta.concrete_fields}
            )
            made.dossier = type(subject.dossier).objects.get(pk=subject.dossier_id)
            return made
        return type(subject).objects.select_related("dossier").get(pk=subject.pk)

    def _entries(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM audit_auditentry")
            return int(cursor.fetchone()[0])

    def _left(self, subject: Any) -> tuple[Any, ...]:
        """All that an act could leave: rows anywhere it writes, numbers, the subject's and the dossier's own place."""
        own = [m._meta.db_table for m in apps.get_app_config(type(subject)._meta.app_label).get_models()]
        counts = ", ".join(f"(SELECT COUNT(*) FROM {table})" for table in (*EVERYWHERE, *sorted(own)))
        numbers = "(SELECT COALESCE(SUM(last), 0) FROM dossiers_counter)"
        running = "(SELECT COUNT(*) FROM deadlines_clock WHERE state = 'running')"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {counts}, {numbers}, {running}, head_sequence, stage, turn_agency_id"
                " FROM dossiers_dossier WHERE id = %s",
                [subject.dossier_id],
            )
            left: tuple[Any, ...] = cursor.fetchone()
            if subject.pk is None:
                return left
            table = type(subject)._meta.db_table
            cursor.execute(
                f"SELECT status, status_since, last_by_id FROM {table} WHERE id = %s", [subject.pk]
            )
            return (*left, *cursor.fetchone())
