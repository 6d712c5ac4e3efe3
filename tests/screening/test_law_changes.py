"""法律变更: which running clocks fall due otherwise, and which open dossiers rest on law that changed; nobody sees more than their own."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from linkage.audit.models import AuditEntry
from linkage.commands.main import main
from linkage.deadlines.models import Clock, ClockState
from linkage.deadlines.queries import visible_to as clocks_visible_to
from linkage.deadlines.sweep import recount
from linkage.dossiers.models import Dossier
from linkage.law.calendar import OVERRIDE_VARIABLE
from linkage.law.changes import FOLDERS, changes_between, coming_into_force
from linkage.law.statute_book import LAW
from linkage.law.wording import moment
from linkage.screening import law_changes as touching
from linkage.transfers.status import Status
from tests.assessments.bench import Bench
from tests.road import MONDAY, Road
from tests.web.screens import signed_in

FILING = "police_filing_decision_normal"
CODE_DAY = date(2026, 8, 15)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A copy of the law in which the police had nine days to decide on filing."""
    for folder in FOLDERS:
        shutil.copytree(LAW / folder, tmp_path / folder)
    file = tmp_path / "statutes" / "crime_transfer.toml"
    text = file.read_text(encoding="utf-8")
    at = text.index("length = 3", text.index(f'code = "{FILING}"'))
    file.write_text(f"{text[:at]}length = 9{text[at + 10 :]}", encoding="utf-8")
    return tmp_path


def moved(folder: Path) -> list[tuple[str, str | None, str | None]]:
    changes = changes_between(folder)
    return [
        (c.code, c.before and moment(c.before), c.after and moment(c.after))
        for c in touching.clocks_counted_otherwise(folder, changes, touching.every_clock())
    ]


def test_a_running_clock_of_a_changed_rule_is_told_with_old_and_new_moment(road: Road, older: Path) -> None:
    road.to(Status.ACCEPTED)
    assert moved(older) == [(FILING, "2026-03-11 周三 24:00前", "2026-03-05 周四 24:00前")]


def test_a_clock_that_was_stopped_is_not_touched(road: Road, older: Path) -> None:
    transfer = road.to(Status.ACCEPTED)
    road.do("file_case", transfer)
    assert Clock.objects.filter(code=FILING, state=ClockState.STOPPED).exists()
    assert moved(older) == []


def test_a_rule_that_did_not_change_touches_nothing(road: Road, tmp_path: Path) -> None:
    for folder in FOLDERS:
        shutil.copytree(LAW / folder, tmp_path / folder)
    road.to(Status.ACCEPTED)
    assert moved(tmp_path) == []


def test_a_holiday_that_was_moved_touches_clocks_of_every_rule(road: Road, older: Path) -> None:
    shutil.rmtree(older / "statutes")
    shutil.copytree(LAW / "statutes", older / "statutes")
    file = older / "holidays" / "2026.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("[statutory]\n", '[statutory]\n2026-03-05 = "虚构节"\n', 1), encoding="utf-8"
    )
    road.to(Status.ACCEPTED)
    assert (FILING, "2026-03-06 周五 24:00前", "2026-03-05 周四 24:00前") in moved(older)


def test_a_rule_the_older_law_did_not_know_had_no_moment(road: Road, older: Path) -> None:
    file = older / "statutes" / "crime_transfer.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(f'code = "{FILING}"', 'code = "no_such_rule"', 1),
        encoding="utf-8",
    )
    road.to(Status.ACCEPTED)
    assert moved(older) == [(FILING, None, "2026-03-05 周四 24:00前")]


def test_acts_done_under_the_changed_rule_are_told_of_open_dossiers_only(road: Road, older: Path) -> None:
    road.to(Status.ACCEPTED)
    road.to(Status.DISCOVERED, title="没有走到这一步")
    found = list(touching.acts_under_changed_rules(changes_between(older), Dossier.objects.all()))
    assert [(d.what, d.why) for d in found] == [
        (
            "已办的行为（立案/不予立案决定（一般））",
            "办理时的规则后来改变（长度：9 → 3）；已办的以当时的快照为准",
        )
    ]
    Dossier.objects.update(is_open=False, turn_agency=None)
    assert list(touching.acts_under_changed_rules(changes_between(older), Dossier.objects.all())) == []


def test_a_published_calendar_waits_to_be_counted_then_stands_on_the_chain(
    road: Road, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    road.to(Status.ACCEPTED)
    file = tmp_path / "new.toml"
    file.write_text('[statutory]\n2026-03-05 = "虚构节"\n', encoding="utf-8")
    monkeypatch.setenv(OVERRIDE_VARIABLE, str(file))
    (waiting,) = [c for c in touching.clocks_to_be_recounted(touching.every_clock()) if c.code == FILING]
    assert waiting.before is not None and waiting.after is not None
    assert (moment(waiting.before), moment(waiting.after)) == (
        "2026-03-05 周四 24:00前",
        "2026-03-06 周五 24:00前",
    )
    at = MONDAY + timedelta(days=1)
    recount(at=at)
    assert list(touching.clocks_to_be_recounted(touching.every_clock())) == []
    told = {c.code: c for c in touching.clocks_recounted(date(2026, 3, 3), Dossier.objects.all())}
    assert (told[FILING].before, told[FILING].after) == (waiting.before, waiting.after)
    assert (told[FILING].name, told[FILING].title) == (
        "立案/不予立案决定（一般）",
        "某公司酸洗石英砂渗坑排放案",
    )
    assert list(touching.clocks_recounted(date(2026, 3, 4), Dossier.objects.all())) == []


def test_an_assessment_under_other_data_is_to_be_made_anew(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(road, road.open().dossier)
    bench.assess()
    assert list(touching.dossiers_assessed_under_other_law(Dossier.objects.all())) == []
    monkeypatch.setattr(touching, "law_digest", lambda: "f" * 64)
    (told,) = touching.dossiers_assessed_under_other_law(Dossier.objects.all())
    assert (told.number, told.why) == (bench.dossier.number, "2026-03-02评估时的法律数据已经更新，应重新评估")


@pytest.mark.parametrize(
    ("until", "touched"), [("2026-08-14", True), ("2026-08-15", False), ("2026-08-16", False), (None, False)]
)
def test_conduct_that_ended_before_the_code_falls_under_both_laws(
    road: Road, until: str | None, touched: bool
) -> None:
    dossier = road.open().dossier
    type(dossier.case).objects.filter(dossier=dossier).update(conduct_until=until)
    changes = coming_into_force(CODE_DAY, CODE_DAY)
    assert [d.number for d in touching.dossiers_before_the_change(changes, Dossier.objects.all())] == (
        [dossier.number] if touched else []
    )
    type(dossier).objects.update(is_open=False, turn_agency=None)
    assert list(touching.dossiers_before_the_change(changes, Dossier.objects.all())) == []


def test_nothing_is_changed_by_asking(road: Road, older: Path) -> None:
    road.to(Status.ACCEPTED)
    before = list(Clock.objects.order_by("pk").values()), AuditEntry.objects.count()
    moved(older)
    assert (list(Clock.objects.order_by("pk").values()), AuditEntry.objects.count()) == before


def test_the_command_tells_changes_clocks_and_dossiers(
    road: Road, older: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    road.to(Status.ACCEPTED)
    assert main(["law", "changes", "--from", str(older), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [c["code"] for c in told["changes"]] == [FILING]
    assert [(c["code"], c["before"], c["after"]) for c in told["clocks"]] == [
        (FILING, "2026-03-11T23:59:59+08:00", "2026-03-05T23:59:59+08:00")
    ]
    assert len(told["dossiers"]) == 1
    assert main(["law", "changes", "--from", str(older)]) == 0
    assert "2026-03-11 周三 24:00前 → 2026-03-05 周四 24:00前" in capsys.readouterr().out


def test_the_command_tells_what_changes_on_the_day_of_the_code(
    road: Road, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = road.open().dossier
    type(dossier.case).objects.filter(dossier=dossier).update(conduct_until="2026-08-01")
    assert main(["law", "changes", "--since", "2026-08-15", "--until", "2026-08-15", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"fd1108", "hbf63_3"} <= {c["code"] for c in told["changes"]}
    assert [d["number"] for d in told["dossiers"]] == [dossier.number]
    assert "从旧兼从轻" in told["dossiers"][0]["why"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "/nowhere/at/all"), "没有法律数据"),
        (("--since", "2026-08-15", "--until", "2026-08-14"), "早于"),
    ],
)
def test_a_wrong_call_is_a_sentence(
    words: tuple[str, ...], sentence: str, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "changes", *words]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [(), ("--since", "2026-08-15", "--from", "x"), ("--from", "x", "--until", "2026-08-15")]
)
def test_one_of_the_two_questions_is_asked(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["law", "changes", *words])
    assert left.value.code == 2


READERS = (
    "officer",
    "head",
    "intake",
    "procurator",
    "city_supervisor",
    "next_officer",
    "next_procurator",
    "system_admin",
)


@pytest.mark.parametrize("name", READERS)
def test_the_page_shows_no_dossier_and_no_clock_of_others(
    road: Road, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transfer = road.to(Status.ACCEPTED)
    type(transfer.dossier.case).objects.update(conduct_until="2026-02-20")
    file = tmp_path / "new.toml"
    file.write_text('[statutory]\n2026-03-05 = "虚构节"\n', encoding="utf-8")
    monkeypatch.setenv(OVERRIDE_VARIABLE, str(file))
    user = getattr(road.cast, name)
    sees = clocks_visible_to(user).exists()
    with time_machine.travel(MONDAY.replace(month=7), tick=False):
        response = signed_in(user).get("/law/changes/")
    told = response.content.decode()
    assert response.status_code == 200
    assert "生态环境法典第1108条" in told
    assert (transfer.dossier.number in told) is sees
    assert ("2026-03-05 周四 24:00前" in told) is sees
    assert ("2026-03-06 周五 24:00前" in told) is sees


def test_the_page_says_when_nothing_changes_and_which_days_are_wrong(road: Road) -> None:
    client = signed_in(road.cast.officer)
    told = client.get("/law/changes/?since=2026-08-16&until=2026-08-17").content.decode()
    assert "没有规则在这些日子施行或者失效。" in told
    assert "没有涉及的时钟。" in told
    wrong = client.get("/law/changes/?since=2026-08-17&until=2026-08-16").content.decode()
    assert "“至”不能早于“自”。" in wrong
    assert client.get("/law/changes/?since=gestern").status_code == 200
    assert 'href="/law/changes/"' in client.get("/law/").content.decode()
