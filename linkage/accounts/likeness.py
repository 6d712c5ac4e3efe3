"""What two readers have in common when the same SQL answers both."""

from dataclasses import dataclass

from linkage.accounts.kept import AGENCY, ELSEWHERE, PATH, PERSON
from linkage.accounts.models import Agency, User
from linkage.accounts.standing import Post, stand_always, standing_of


@dataclass(frozen=True)
class Likeness:
    """All of a person that decides what they may see, but their ids: line, level and posts."""

    line: str
    level: str
    posts: frozenset[tuple[str, bool]]
    """(role, whether held in the person's own agency)."""

    @classmethod
    def of(cls, user: User) -> "Likeness":
        """The likeness of this person today."""
        posts = standing_of(user).posts
        here = frozenset((post.role, post.agency_id == user.agency_id) for post in posts)
        return cls(user.agency.line, user.agency.level, here)

    def reader(self) -> User:
        """Somebody like that, whose ids are the marks of `kept`. Stored nowhere."""
        agency = Agency(pk=AGENCY, path=PATH, line=self.line, level=self.level)
        posts = (Post(AGENCY if here else ELSEWHERE, role) for role, here in sorted(self.posts))
        return stand_always(User(pk=PERSON, agency=agency), posts)
