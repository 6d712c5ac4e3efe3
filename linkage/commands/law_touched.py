"""What `linkage law changes` tells: over all dossiers, for whoever runs the platform."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from linkage.commands.parser import WRONG_CALL
from linkage.dossiers.models import Dossier
from linkage.law.changes import LawChange, NoLaw, changes_between, coming_into_force
from linkage.law.wording import moment
from linkage.screening import law_changes
from linkage.screening.law_changes import TouchedClock, TouchedDossier


def tell(args: argparse.Namespace) -> int:
    """Print the changes and whom they touch; nothing is changed by asking."""
    clocks, dossiers = law_changes.every_clock(), Dossier.objects.all()
    try:
        if args.folder:
            changes = changes_between(args.folder)
            moved = [*law_changes.clocks_counted_otherwise(args.folder, changes, clocks)]
            touched = [
                *law_changes.dossiers_assessed_under_other_law(dossiers),
                *law_changes.acts_under_changed_rules(changes, dossiers),
            ]
        else:
            until = args.until or timezone.localdate()
            if until < args.since:
                return _wrong(f"--until {until} 早于 --since {args.since}。")
            changes = coming_into_force(args.since, until)
            moved = [
                *law_changes.clocks_of_changed_rules(changes, clocks),
                *law_changes.clocks_to_be_recounted(clocks),
                *law_changes.clocks_recounted(args.since, dossiers),
            ]
            touched = [
                *law_changes.dossiers_assessed_under_other_law(dossiers),
                *law_changes.dossiers_before_the_change(changes, dossiers),
            ]
    except NoLaw as error:
        return _wrong(str(error))
    print(_as_json(changes, moved, touched) if args.json else "\n".join(_lines(changes, moved, touched)))
    return 0


def _as_json(
    changes: tuple[LawChange, ...], clocks: list[TouchedClock], dossiers: list[TouchedDossier]
) -> str:
    told: dict[str, Any] = {
        "changes": [change.as_dict() for change in changes],
        "clocks": [clock.as_dict() for clock in clocks],
        "dossiers": [asdict(dossier) for dossier in dossiers],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _lines(
    changes: tuple[LawChange, ...], clocks: list[TouchedClock], dossiers: list[TouchedDossier]
) -> list[str]:
    lines = [f"规则变化 {len(changes)} 项："]
    lines += [f"  {c.item.subject}\t{c.item.code}\t{c.item.name}\t{c.item.basis}\t{c.words}" for c in changes]
    lines.append(f"涉及计时中的时钟 {len(clocks)} 个：")
    lines += [
        f"  {c.number}\t{c.name}\t{moment(c.before) if c.before else '无届满'} → {moment(c.after) if c.after else '无届满'}\t{c.why}"
        for c in clocks
    ]
    lines.append(f"涉及在办卷宗 {len(dossiers)} 件次：")
    return [*lines, *(f"  {d.number}\t{d.what}\t{d.why}" for d in dossiers)]


def _wrong(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return WRONG_CALL
