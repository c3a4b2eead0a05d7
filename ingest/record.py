"""The decision record: what one scanned form says, field by field, with its evidence.

The outer shape is a promise to others (`pcd schema` prints it): fields are added, never
renamed. Dates are ISO 8601, pages count from 1, boxes are fractions of the upright page, and
text is Unicode without page furniture. Text of Part 2 pages is in no field.
"""

import datetime
from enum import StrEnum

from msgspec import Struct

from ingest.finding import Finding
from ingest.mention import Mention
from ingest.page import Box


class Answer(StrEnum):
    """What stands after one of the form's two questions.

    YES and NO are only ever *clear* answers; everything else is UNCLEAR, and the evidence's
    status says how: blank, absent, conflict or uncertain.
    """

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Status(StrEnum):
    """How well a field was read."""

    CLEAR = "clear"
    UNCERTAIN = "uncertain"
    BLANK = "blank"
    ABSENT = "absent"
    CONFLICT = "conflict"
    CONFIRMED = "confirmed"


class Evidence(Struct, frozen=True, kw_only=True):
    """Where a field was read, what stood there, and how sure the readers were (0 to 1).

    `borne_out_by` names the companion page that says the same. Where the scan itself is not
    clear and there is a value all the same, that page has supplied it.
    """

    status: Status
    page: int | None = None
    box: Box | None = None
    read: str | None = None
    confidence: float | None = None
    borne_out_by: str | None = None


class Paragraph(Struct, frozen=True, kw_only=True, tag_field="kind", tag="paragraph"):
    """A paragraph; `number` is the hanging number as printed ("2.3"), or None.

    A footnote stands at the end of its section and begins with "Footnote 1: ", in our words.
    """

    number: str | None = None
    text: str


class ItemList(Struct, frozen=True, kw_only=True, tag_field="kind", tag="list"):
    """A bulleted or lettered list.

    `levels` gives each item's depth, counted from 0, where the list is nested; empty means
    that all stand at 0. `marks` gives printed letters or numerals ("(a)") where there are any.
    """

    items: tuple[str, ...]
    levels: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()


class Table(Struct, frozen=True, kw_only=True, tag_field="kind", tag="table"):
    """A table, row by row; the first row is the heading row."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | ItemList | Table


class Section(Struct, frozen=True, kw_only=True):
    """A numbered section of the supporting report; unknown headings are kept as printed."""

    number: str | None
    heading: str
    blocks: tuple[Block, ...]


class Deferral(Struct, frozen=True, kw_only=True):
    """The Part 1 Deferral block.

    `until` is a date only where it was read whole and clear; `until_text` is what is printed
    after "Until what date:" (None where nothing is). "N/A" stays as printed.
    """

    answer: Answer
    reason: str | None = None
    until: datetime.date | None = None
    until_text: str | None = None


class Part2(Struct, frozen=True, kw_only=True):
    """The Part 2 Confidentiality block.

    `pages` are the pages that look like Part 2; `legal_basis` is the standing sentence on
    the exemption as printed, or None.
    """

    answer: Answer
    pages: tuple[int, ...] = ()
    legal_basis: str | None = None


class Approval(Struct, frozen=True, kw_only=True):
    """A signature box. `signed` is ink present (True), none (False) or not known (None)."""

    signed: bool | None = None
    date: datetime.date | None = None
    date_text: str | None = None
    date_candidates: tuple[datetime.date, ...] = ()


class Statement(Struct, frozen=True, kw_only=True):
    """A row of the originating officer's declaration; `ticked` is None where doubtful."""

    topic: str
    statement: str
    ticked: bool | None


class PartFile(Struct, frozen=True, kw_only=True):
    """One of several files that were read as one decision: its name, its hash and its pages."""

    file: str
    sha256: str
    pages: int


class Source(Struct, frozen=True, kw_only=True):
    """The scan a record was read from.

    `parts` are the files that were read together as one scan, in the order of their pages; then
    `sha256` is `ingest.file_hash.hash_together` of theirs. Empty where the scan is one file.
    """

    sha256: str
    pages: int
    file: str
    parts: tuple[PartFile, ...] = ()


class Companion(Struct, frozen=True, kw_only=True):
    """What a saved web page beside the scan says of the same decision: a second witness.

    A field is None where the page does not say it clearly. `unclear` tells of what it gives two
    values for, or why the page could not be read. For the private side only.
    """

    file: str
    sha256: str
    title: str | None = None
    reference: str | None = None
    date_signed: datetime.date | None = None
    decided_by: str | None = None
    summary: str | None = None
    unclear: tuple[str, ...] = ()


class Extent(Struct, frozen=True, kw_only=True):
    """From where to where of a form a scan goes that lacks its beginning, its end or both.

    Pages are as the footers number them, paragraphs as printed ((2, 3) for 2.3), and `of_pages`
    is how many pages the footers count; None is what is not printed. For the private side only.
    """

    lacks_beginning: bool
    lacks_end: bool
    first_page: int | None = None
    last_page: int | None = None
    of_pages: int | None = None
    first_paragraph: tuple[int, int] | None = None
    last_paragraph: tuple[int, int] | None = None


class DoubtfulWord(Struct, frozen=True, kw_only=True):
    """A word of the text that the readers are not sure of, as it was settled, and its place.

    `confidence` says how often such words are right (0 to 1). For the private side only.
    """

    text: str
    page: int
    box: Box
    confidence: float


class DecisionRecord(Struct, frozen=True, kw_only=True):
    """One decision as read from one scan.

    `executive_summary`, `recommendation` and `interests` are plain Markdown of two kinds of
    block only: paragraphs apart by an empty line, and items on lines that begin with "- ".
    Every other character in them is literal. `public_access` holds what stands under "Public
    access to information" besides the form's own words. `evidence` is keyed by field path
    ("deferral.until"); `read_with` names the readers and this reader's own version. `mentions`
    are drawn from the text of the other fields, and say nothing that isn't there; `doubtful`
    are those words of it that an officer had better look at. `extent` is there where the scan does
    not hold the whole form.
    """

    reference: str | None
    number: int | None
    title: str | None
    form_version: str | None
    executive_summary: str
    recommendation: str
    interests: str | None = None
    approval: Approval
    sections: tuple[Section, ...]
    public_access: tuple[Block, ...] = ()
    deferral: Deferral
    part2: Part2
    declaration: tuple[Statement, ...]
    officer_approval: Approval
    source: Source
    findings: tuple[Finding, ...] = ()
    withheld_pages: tuple[int, ...] = ()
    companion: Companion | None = None
    evidence: dict[str, Evidence] = {}
    read_with: str = ""
    mentions: tuple[Mention, ...] = ()
    doubtful: tuple[DoubtfulWord, ...] = ()
    extent: Extent | None = None
