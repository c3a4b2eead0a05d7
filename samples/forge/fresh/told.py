"""What is told of a forged decision: its words, the look of its form, and what befell it."""

import datetime
from enum import StrEnum

from msgspec import Struct

from samples.forge.decision import Signed, Statement


class Series(StrEnum):
    """Whose decision it is: the DMPC's, the Mayor's, a director's, an assistant director's."""

    PCD = "PCD"
    MD = "MD"
    DD = "DD"
    ADD = "ADD"


class Given(StrEnum):
    """What was put down after a question; only the first two are answers."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"
    BOTH = "both"
    SMUDGED = "smudged"


class Place(StrEnum):
    """Where the answer stands."""

    INLINE = "inline"
    NEXT_LINE = "next line"
    COLUMN = "right column"


class Way(StrEnum):
    """How a question is answered."""

    WORD = "word"
    PRINTED_BOX = "printed boxes"
    TICKED_BY_HAND = "boxes ticked by hand"
    CROSSED_BY_HAND = "boxes crossed by hand"
    STRUCK = "one word struck"


class Frame(StrEnum):
    """How the form's blocks are set apart."""

    BOXED = "boxed"
    PLAIN = "plain"
    TABLE = "table"


class Profile(StrEnum):
    """What the scanner made of the pages."""

    CLEAN = "clean 300"
    OFFICE = "office 200"
    FAX = "fax 1-bit 200"
    POOR = "poor 150"
    COLOUR = "colour 300"
    FINE = "1-bit 600"
    JPEG2000 = "JPEG2000 200"
    CROOKED = "crooked 300"
    BORN_DIGITAL = "born-digital"


class Mishap(StrEnum):
    """What befell the form on its way."""

    NONE = "none"
    UPSIDE_DOWN = "page upside down"
    SIDEWAYS = "page sideways"
    BLANK_BACKS = "blank backs"
    OUT_OF_ORDER = "pages out of order"
    PAGE_MISSING = "page missing"
    PART_2_PAGES = "Part 2 scanned along"
    BLANK_ANSWER = "deferral blank"
    BOTH_ANSWERS = "deferral both"
    SMUDGED_ANSWER = "deferral smudged"
    NO_DATE = "deferred without a date"
    EVENT = "deferred until an event"
    HIDDEN_OK = "hidden layer agrees"
    HIDDEN_FLIPPED = "hidden layer denies"
    BORN_DIGITAL = "born-digital"
    MIXED = "half scanned, half digital"
    STAMPED = "stamped over"
    TWO_DECISIONS = "two decisions"
    CAT = "a cat"
    EMPTY = "an empty page"
    ANNEX = "an annex alone"
    OTHER_LANGUAGE = "another language"


NO_FORM = frozenset({Mishap.CAT, Mishap.EMPTY, Mishap.ANNEX, Mishap.OTHER_LANGUAGE})


class Words(Struct, frozen=True, kw_only=True):
    """A paragraph; most are numbered."""

    number: str | None
    text: str


class Point(Struct, frozen=True, kw_only=True):
    """An item of a list: "•", "–" or "(a)" before it, and its depth from 0."""

    text: str
    mark: str
    level: int = 0


class Points(Struct, frozen=True, kw_only=True):
    """A list."""

    items: tuple[Point, ...]


class Sums(Struct, frozen=True, kw_only=True):
    """A table of money; the first row is its heading."""

    rows: tuple[tuple[str, ...], ...]


Block = Words | Points | Sums


class Part(Struct, frozen=True, kw_only=True):
    """A section of the report; some headings lack the number that their paragraphs carry."""

    number: str | None
    heading: str
    blocks: tuple[Block, ...]


class Deferral(Struct, frozen=True, kw_only=True):
    """The answer to whether Part 1 is deferred; `until_text` is what is printed."""

    given: Given
    reason: str = ""
    until: datetime.date | None = None
    until_text: str = ""


class Told(Struct, frozen=True, kw_only=True):
    """One decision's words."""

    series: Series
    number: int
    title: str
    form_version: str
    summary: tuple[str, ...]
    lead_in: str
    recommendation: tuple[str, ...]
    interests: str | None
    approval: Signed
    officer_approval: Signed
    parts: tuple[Part, ...]
    deferral: Deferral
    part2: Given
    standing_sentence: bool
    declaration: tuple[Statement, ...]
    secret_parts: tuple[Part, ...] = ()

    @property
    def reference(self) -> str:
        """The reference as the heading prints it: "PCD 611", "MD2043"."""
        space = " " if self.series is Series.PCD else ""
        return f"{self.series}{space}{self.number}"


class Lot(Struct, frozen=True, kw_only=True):
    """What was drawn for one file, before any of it is made."""

    series: Series
    place: Place
    way: Way
    frame: Frame
    profile: Profile
    mishap: Mishap
    newer: bool
    letter: bool
