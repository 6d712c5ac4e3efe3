"""How much a story makes people type: answers by hand against answers that stood in the form already."""

import re
from dataclasses import dataclass

ANSWERED = """button => {
    const names = new Set();
    for (const e of button.form.elements) {
        if (!e.name || e.disabled || ["hidden", "submit", "button", "file"].includes(e.type)) continue;
        if (["radio", "checkbox"].includes(e.type) ? e.checked : e.value.trim()) names.add(e.name);
    }
    return [...names];
}"""
"""The names of the questions of a form that have an answer when its button is pressed."""


@dataclass
class Tally:
    """One story's count, whoever sat before the screen; signing in does not count."""

    typed: int = 0
    prefilled: int = 0
    said: str = ""

    def count(self, typed: set[str], answered: set[str]) -> None:
        """One form as it was sent off; a question of several ticks or lines is one."""
        self.typed += len(typed)
        self.prefilled += sum(1 for name in answered - typed if not _in_an_unused_row(name, answered))

    def hold(self, story: str, *, typed: int, prefilled: int) -> None:
        """Not more by hand than this, and not less ready-made; what was counted is told at the end of the run."""
        self.said = f"{story}：手填 {self.typed} 项，带出 {self.prefilled} 项"
        assert self.typed <= typed, f"{self.said}；手填不得多于 {typed} 项"
        assert self.prefilled >= prefilled, f"{self.said}；带出不得少于 {prefilled} 项"


def _in_an_unused_row(name: str, answered: set[str]) -> bool:
    """The default of a row in which nobody was named, e.g. the kind of a fourth party."""
    row = re.match(r"(.+-\d+)-", name)
    return row is not None and f"{row[1]}-name" not in answered
