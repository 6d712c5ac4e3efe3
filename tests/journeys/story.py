"""A story: the house, its people, the day it is, and who sits before which browser."""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import time_machine
from playwright.sync_api import Browser

from linkage.commands.drill import samples
from linkage.commands.worker import one_round
from linkage.evidence.models import MaterialClass
from linkage.law.wording import SHANGHAI
from linkage.transfers.models import Transfer
from tests.journeys.page_guards import DESK
from tests.journeys.seat import Seat, Tally

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
PENALTY = samples.Sample(
    MaterialClass.OTHER, "行政处罚决定书", ("被处罚单位：{title}。", "决定：责令改正违法行为，罚款。")
)


def moment(words: str) -> datetime:
    """`2026-06-16 15:00` in Shanghai."""
    return datetime.fromisoformat(words).replace(tzinfo=SHANGHAI)


@dataclass
class Story:
    """One story. The clock is the story's own and only goes forward."""

    browser: Browser
    home: str
    clock: time_machine.Traveller
    folder: Path
    inspected: set[tuple[Any, ...]]
    tally: Tally = field(default_factory=Tally)
    complaints: list[str] = field(default_factory=list)
    seats: dict[str, Seat] = field(default_factory=dict)

    def at(self, words: str) -> None:
        """It becomes this moment; what the worker would have done meanwhile is done."""
        self.worker()
        self.clock.move_to(moment(words), tick=True)
        self.worker()

    def later(self, **span: float) -> None:
        """Some time passes."""
        self.worker()
        self.clock.shift(timedelta(**span))
        self.worker()

    def worker(self) -> None:
        """The background work, until there is none left."""
        while one_round():
            pass

    def seat(self, login: str, **options: Any) -> Seat:
        """This person's seat; the first time they sign in. Options make another browser for the same person."""
        key = f"{login} {sorted(options)}" if options else login
        if key not in self.seats:
            self.seats[key] = self.new_seat(login, **options).sign_in()
        return self.seats[key]

    def new_seat(self, login: str, **options: Any) -> Seat:
        """A browser of its own, nobody signed in yet."""
        context = self.browser.new_context(
            **{"viewport": DESK, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        )
        context.set_default_timeout(20_000)
        script = options.get("java_script_enabled", True)
        return Seat(
            login, self.home, context, self.tally, self.inspected, self.complaints, with_script=script
        )

    def picture(self, seat: Seat, name: str, *, full: bool = False) -> None:
        """A picture for the guide, taken where it is asked for (`make guide`) and else thrown away."""
        target = IMAGES if os.environ.get("LINKAGE_GUIDE") == "1" else self.folder
        target.mkdir(parents=True, exist_ok=True)
        seat.page.mouse.move(0, 0)
        seat.page.screenshot(path=target / f"{name}.png", full_page=full, animations="disabled", caret="hide")

    def papers(self, case: samples.Case, *wanted: samples.Sample) -> list[Path]:
        """Drill material as files on the officer's disk."""
        now = datetime.now(SHANGHAI)
        paths = [self.folder / "files" / samples.file_name(sample) for sample in wanted]
        for path, sample in zip(paths, wanted, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(samples.content(sample, case, now))
        return paths

    def transfer(self, number: str) -> Transfer:
        """The transfer as it stands in the database."""
        return Transfer.objects.select_related("dossier", "receiving_agency").get(dossier__number=number)

    def close(self) -> None:
        """Everybody goes home."""
        for seat in self.seats.values():
            seat.context.close()
