"""An invented decision, as its TOML file tells it: what is printed and what must become of it."""

import datetime
import tomllib
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct


class Layout(StrEnum):
    """The looks a form comes in."""

    BOXED = "boxed"
    PLAIN = "plain"
    COLUMN = "column"


class Scanner(StrEnum):
    """The machines that the samples passed through; `scanner` says what each does to a page."""

    ARCHIVE = "archive"
    FAX = "fax"
    OFFICE = "office"
    TIRED = "tired"


class ComesAs(StrEnum):
    """The kind of file a decision arrives as."""

    SCAN = "scan"
    BOTH_SIDES = "both sides scanned, one page upside down"
    HIDDEN_LAYER = "scan with a text layer that denies the deferral"
    BORN_DIGITAL = "born-digital"
    BROKEN = "broken"


class Hand(StrEnum):
    """How a date was put on paper."""

    SLASHES = "slashes"
    DOTS = "dots"
    WORDS = "words"
    TYPED = "typed"
    SCRIBBLE = "scribble"


class Ruling(StrEnum):
    """What must become of a sample; quarantined means that it could not be read at all."""

    CLEARED = "cleared"
    UNTIL = "until"
    REVIEW = "review"
    QUARANTINED = "quarantined"


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every table of the file shares: a key that nobody knows is a mistake."""


class Paragraph(Told, frozen=True, kw_only=True):
    """A numbered paragraph and the bullets that follow it."""

    text: str
    bullets: tuple[str, ...] = ()


class Section(Told, frozen=True, kw_only=True):
    """A numbered section; the table, if any, stands after its paragraphs."""

    heading: str
    paragraphs: tuple[str | Paragraph, ...]
    table: tuple[tuple[str, ...], ...] = ()
    new_page: bool = False


class Signed(Told, frozen=True, kw_only=True):
    """A signature box; a scribbled date is nobody's to read, so it has none here."""

    hand: Hand
    date: datetime.date | None = None


class Deferral(Told, frozen=True, kw_only=True):
    """The Part 1 Deferral block as filled in; `until_words` is printed where there is no date."""

    answer: str
    reason: str = ""
    until: datetime.date | None = None
    until_words: str = ""


class Part2(Told, frozen=True, kw_only=True):
    """The Part 2 Confidentiality block, and the sections of a Part 2 that was scanned along."""

    answer: str
    standing_sentence: bool = False
    sections: tuple[Section, ...] = ()


class Statement(Told, frozen=True, kw_only=True):
    """A row of the originating officer's declaration."""

    topic: str
    statement: str
    ticked: bool = True


class Expected(Told, frozen=True, kw_only=True):
    """What must become of the sample on the fixed day, and what a reader must notice."""

    ruling: Ruling
    grounds: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Decision(Told, frozen=True, kw_only=True):
    """One invented decision."""

    number: int
    title: str
    form_version: str
    layout: Layout
    scanner: Scanner
    comes_as: ComesAs = ComesAs.SCAN
    summary: tuple[str, ...]
    recommendation: tuple[str, ...]
    approval: Signed
    officer_approval: Signed
    deferral: Deferral
    part2: Part2
    sections: tuple[Section, ...]
    declaration: tuple[Statement, ...]
    expected: Expected

    @property
    def reference(self) -> str:
        """The reference as the form's heading prints it."""
        return f"PCD {self.number}"


def decisions() -> dict[str, Decision]:
    """Return every invented decision by the name of its sample, in order of number."""
    told = sorted((Path(__file__).parent / "decisions").glob("*.toml"))
    return {path.with_suffix(".pdf").name: _decision_in(path) for path in told}


def _decision_in(path: Path) -> Decision:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Decision)
