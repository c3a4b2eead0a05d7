"""What the audit is given and what it hands back; a leak never repeats what leaked."""

from enum import StrEnum

from msgspec import Struct


class WithheldText(Struct, frozen=True, kw_only=True):
    """What one scan keeps back: the whole of it, or its withheld pages where it is cleared.

    `texts` are searched for one by one, so that no run is made of the end of one and the
    beginning of the next. `notes` are officers' own words about the scan: private, but a scan's
    own cleared page excuses what they quote from it, which it never does for `texts`.
    """

    scan: str
    reference: str | None
    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<WithheldText of {self.reference}, scan {self.scan[:12]}>"


class ClearedText(Struct, frozen=True):
    """A cleared scan's page, as `publication.markdown.markdown_of` writes it."""

    scan: str
    page: str

    def __repr__(self) -> str:
        return f"<ClearedText of scan {self.scan[:12]}>"


class How(StrEnum):
    """How a file leaks: it says a run of withheld words, indexes one, or can't be vouched for."""

    RUN = "run"
    TERM = "term"
    UNREADABLE = "unreadable"


class Leak(Struct, frozen=True):
    """One file of the edition that may not go out, and whose words it holds.

    `file` is its path in the edition; where a name itself leaks, `…` stands for it. `reference`
    and `scan` name the decision that is withheld; a file that can't be read names none.
    """

    file: str
    how: How
    scan: str | None = None
    reference: str | None = None
