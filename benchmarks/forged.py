"""A number in, a home whose register holds so many forged decisions out: the same each time.

Their texts are no English, but they are like it in what costs time: about 1,800 words each in
eight sections, from some thousand words that stand as often as Zipf's law says, with names and
sums that stand nowhere else. Of twenty decisions fourteen are cleared; one more is cleared with
a Part 2, whose page an officer has split off; three are deferred to a day ahead; two have an
answer that nobody can read.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from itertools import accumulate, product
from random import Random

from msgspec import Struct
from sqlalchemy import insert

from ingest.page import Box, Ink, PageKind, PageReading, Reader, Word
from ingest.record import (
    Answer,
    Approval,
    Block,
    DecisionRecord,
    Deferral,
    Evidence,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Source,
    Statement,
    Status,
    Table,
)
from ingest.version import READER_VERSION, READING_SETTINGS
from pcd.home import Home
from register.case import Details, Event, ScanStatus
from register.log import note_all
from register.opening import Register, open_or_make_register
from register.review import Split
from register.reviews import add_review
from register.rows import name_in_row, reading_in_row, record_in_row, sha256_of
from register.tables import names, page_readings, records, scans

PAGES = 5
ARRIVED = datetime.datetime(2026, 2, 2, 9, tzinfo=datetime.UTC)

_SEED = 611
_BATCH = 100
_WORDS_A_LINE, _LINES = 12, 60
_FIRST_DAY = datetime.date(2012, 1, 16)
_DAYS = (datetime.date(2025, 12, 31) - _FIRST_DAY).days
_MISREAD_EVERY = 60  # words: the two readers agree on 96 of 100, and often err alone
_INK_BYTES = 20_000  # as a page of small print has; no packing makes it smaller


class Kind(Enum):
    """How a forged decision stands."""

    CLEARED = "cleared"
    UNTIL = "until a day"
    REVIEW = "for review"
    PART_2 = "cleared, with a Part 2"


def kind_of(number: int) -> Kind:
    """Say how the decision of this number stands; each twenty are mixed alike."""
    place = number % 20
    if place < 14:
        return Kind.CLEARED
    if place < 17:
        return Kind.UNTIL
    return Kind.REVIEW if place < 19 else Kind.PART_2


def forge(home: Home, decisions: int) -> None:
    """Make the home and enter decisions PCD 1 to PCD N, with the pages they were read from."""
    home.folder.mkdir(parents=True, exist_ok=True)
    with open_or_make_register(home.register, scans_folder=home.scans) as register:
        for first in range(1, decisions + 1, _BATCH):
            last = min(first + _BATCH, decisions + 1)
            _enter(register, [_forged(number) for number in range(first, last)], first=first)
        for number in range(1, decisions + 1):
            if kind_of(number) is Kind.PART_2:
                add_review(register, _split(number))


def scan_of(number: int) -> str:
    """Return the SHA-256 that the scan of a forged decision goes by."""
    return hashlib.sha256(f"forged scan {number}".encode()).hexdigest()


class _Forged(Struct, frozen=True):
    number: int
    record: DecisionRecord
    pages: tuple[PageReading, ...]


def _enter(register: Register, forged: Sequence[_Forged], *, first: int) -> None:
    """Enter many scans in one step.

    The register's own verbs take a step, and a wait for the disk, for each of 14,000 entries;
    rows and log are written as they would write them.
    """
    told: list[tuple[Event, str | None, Details]] = []
    rows: dict[str, list[dict[str, object]]] = {"names": [], "pages": [], "records": []}
    for one in forged:
        scan = one.record.source.sha256
        told.append((Event.RECEIVED, scan, {"size_bytes": 0}))
        rows["names"].append(
            {"scan": scan, "name": name_in_row(one.record.source.file), "position": 0}
        )
        for page in one.pages:
            told.append((Event.PAGE_READ, scan, {"page": page.page, "settings": READING_SETTINGS}))
            rows["pages"].append(
                {
                    "scan": scan,
                    "page": page.page,
                    "settings": READING_SETTINGS,
                    "reading": reading_in_row(page),
                }
            )
        text = record_in_row(one.record)
        told.append(
            (
                Event.RECORD_MADE,
                scan,
                {"record": one.number, "sha256": sha256_of(text), "reader": READER_VERSION},
            )
        )
        rows["records"].append(
            {
                "number": one.number,
                "scan": scan,
                "reader_version": READER_VERSION,
                "made_at": ARRIVED,
                "record": text,
            }
        )
    with register.step() as connection:
        arrivals = [_scan_row(one, arrival) for arrival, one in enumerate(forged, start=first)]
        connection.execute(insert(scans), arrivals)
        connection.execute(insert(names), rows["names"])
        connection.execute(insert(page_readings), rows["pages"])
        connection.execute(insert(records), rows["records"])
        note_all(connection, told, at=ARRIVED)


def _scan_row(one: _Forged, arrival: int) -> dict[str, object]:
    return {
        "sha256": one.record.source.sha256,
        "arrival": arrival,
        "size_bytes": 0,
        "received_at": ARRIVED,
        "status": ScanStatus.READ,
        "pages": PAGES,
        "tried_with": READER_VERSION,
    }


def _split(number: int) -> Split:
    return Split(
        scan=scan_of(number),
        by="F. Officer",
        at=ARRIVED,
        why="The last page is the Part 2 form.",
        part1_pages=tuple(range(1, PAGES)),
    )


def _forged(number: int) -> _Forged:
    writer = _Writer(Random(f"{_SEED} {number}"))  # noqa: S311  # no secret hangs on it
    record = _record(number, writer)
    printed = " ".join(_printed(record))
    if kind_of(number) is Kind.PART_2:
        closed = writer.prose(len(printed) // (PAGES - 1))
        return _Forged(number, record, tuple(_pages(_dealt(printed, PAGES - 1), closed)))
    return _Forged(number, record, tuple(_pages(_dealt(printed, PAGES))))


class _Writer:
    """Writes what reads like a form to any program that counts words."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def words(self, count: int) -> list[str]:
        return self.random.choices(_vocabulary(), cum_weights=_how_often(), k=count)

    def prose(self, count: int) -> str:
        """Write sentences of about as many words; a sum or a name in one of three."""
        sentences = list[str]()
        while count > 0:
            length = self.random.randint(12, 28)
            words = self.words(length)
            chance = self.random.random()
            if chance < 1 / 3:
                words[length // 2] = self.name() if chance < 1 / 6 else self.sum_of_money()
            sentences.append(f"{words[0].capitalize()} {' '.join(words[1:])}.")
            count -= length
        return " ".join(sentences)

    def sum_of_money(self) -> str:
        return f"£{self.random.randrange(1_000, 9_999_999):,}"

    def name(self) -> str:
        syllables = self.random.choices(_syllables(), k=self.random.randint(2, 4))
        return "".join(syllables).capitalize()

    def title(self) -> str:
        return " ".join(
            word.capitalize() for word in (*self.random.choices(_telling(), k=5), self.name())
        )


def _record(number: int, writer: _Writer) -> DecisionRecord:
    kind = kind_of(number)
    approved = _FIRST_DAY + datetime.timedelta(days=writer.random.randrange(_DAYS))
    is_deferred = kind is Kind.UNTIL
    has_part_2 = kind is Kind.PART_2
    until = datetime.date(2030, 1, 1) + datetime.timedelta(days=number % 365)
    return DecisionRecord(
        reference=f"PCD {number}",
        number=number,
        title=writer.title(),
        form_version="PCD October 2018",
        executive_summary=f"{writer.prose(70)}\n\n{writer.prose(40)}",
        recommendation=f"{writer.prose(20)}\n\n- {writer.prose(15)}\n- {writer.prose(15)}",
        approval=Approval(signed=True, date=approved + datetime.timedelta(days=1)),
        sections=tuple(
            Section(
                number=str(place),
                heading=heading,
                blocks=tuple(_blocks(place, writer)),
            )
            for place, heading in enumerate(_HEADINGS, start=1)
        ),
        deferral=Deferral(
            answer=Answer.YES if is_deferred else Answer.NO,
            reason=writer.prose(12) if is_deferred else None,
            until=until if is_deferred else None,
            until_text=until.isoformat() if is_deferred else None,
        ),
        part2=Part2(
            answer=Answer.YES if has_part_2 else Answer.NO,
            pages=(PAGES,) if has_part_2 else (),
        ),
        declaration=tuple(
            Statement(topic=topic, statement=statement, ticked=True)
            for topic, statement in _DECLARATION
        ),
        officer_approval=Approval(signed=True, date=approved),
        source=Source(sha256=scan_of(number), pages=PAGES, file=f"pcd-{number}.pdf"),
        withheld_pages=(PAGES,) if has_part_2 else (),
        evidence=_evidence(Status.UNCERTAIN if kind is Kind.REVIEW else Status.CLEAR),
    )


def _blocks(section: int, writer: _Writer) -> Iterator[Block]:
    for place in range(1, 5):
        yield Paragraph(number=f"{section}.{place}", text=writer.prose(26))
    if section % 3 == 0:
        yield ItemList(items=tuple(writer.prose(5) for _ in range(4)))
    if section == 3:
        head = ("Cost type", "2024/25", "2025/26")
        costs = [
            (" ".join(writer.words(2)), writer.sum_of_money(), writer.sum_of_money())
            for _ in range(4)
        ]
        yield Table(rows=(head, *costs))


def _evidence(answer: Status) -> dict[str, Evidence]:
    box = Box(0.1, 0.2, 0.6, 0.22)
    known = {
        "reference": (Status.CLEAR, 1),
        "title": (Status.CLEAR, 1),
        "approval.signed": (Status.CLEAR, 1),
        "approval.date": (Status.CLEAR, 1),
        "deferral.answer": (answer, 4),
        "deferral.reason": (Status.CLEAR, 4),
        "deferral.until": (Status.CLEAR, 4),
        "part2.answer": (Status.CLEAR, 4),
    }
    return {
        path: Evidence(status=status, page=page, box=box, confidence=0.97)
        for path, (status, page) in known.items()
    }


def _printed(record: DecisionRecord) -> Iterator[str]:
    """Yield the texts of a record in the form's order, as they stand on its pages."""
    yield from (record.reference or "", record.title or "")
    yield from (record.executive_summary, record.recommendation)
    for section in record.sections:
        yield f"{section.number}. {section.heading}"
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield f"{block.number} {block.text}"
                case ItemList():
                    yield from block.items
                case Table():
                    yield from (cell for row in block.rows for cell in row)
    yield record.deferral.reason or ""
    yield from (f"{row.topic} {row.statement}" for row in record.declaration)


def _dealt(words: Sequence[str], pages: int) -> list[Sequence[str]]:
    a_page = -(-len(words) // pages)
    return [words[start : start + a_page] for start in range(0, len(words), a_page)]


def _pages(dealt: Iterable[Sequence[str]], *closed: Sequence[str]) -> Iterator[PageReading]:
    for page, words in enumerate((*dealt, *closed), start=1):
        yield PageReading(
            page=page,
            kind=PageKind.SCANNED,
            width_points=595,
            height_points=842,
            dpi=300,
            words={
                Reader.RAPIDOCR: _as_read(words, _misread_at_the_end, first=0),
                Reader.TESSERACT: _as_read(words, _misread_at_the_start, first=31),
            },
            ink=_ink(),
        )


def _misread_at_the_end(word: str) -> str:
    return f"{word[:-1]}l" if len(word) > 1 else "l"


def _misread_at_the_start(word: str) -> str:
    return f"t{word[1:]}"


def _as_read(
    words: Sequence[str], misread: Callable[[str], str], *, first: int
) -> tuple[Word, ...]:
    said = list(words)
    for place in range(first, len(said), _MISREAD_EVERY):
        said[place] = misread(said[place])
    return tuple(Word(word, box, 0.97) for word, box in zip(said, _boxes(), strict=False))


@cache
def _boxes() -> tuple[Box, ...]:
    width, height = 0.8 / _WORDS_A_LINE, 0.85 / _LINES
    return tuple(
        Box(0.1 + across * width, 0.1 + down * height, 0.16 + across * width, 0.11 + down * height)
        for down, across in product(range(_LINES), range(_WORDS_A_LINE))
    )


@cache
def _ink() -> Ink:
    return Ink(2480, 3508, Random(_SEED).randbytes(_INK_BYTES))  # noqa: S311  # no secret


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return the words, the most frequent first: those of any text, then those that tell."""
    return (*_IN_ANY_TEXT.split(), *_telling())


@cache
def _telling() -> tuple[str, ...]:
    made = ("".join(parts) for parts in product(_BEGINNINGS, _ROOTS.split(), _ENDINGS))
    words = list(dict.fromkeys(made))
    Random(_SEED).shuffle(words)  # noqa: S311  # no secret hangs on it
    return tuple(words)


@cache
def _syllables() -> tuple[str, ...]:
    return tuple(_SYLLABLES.split())


@cache
def _how_often() -> tuple[float, ...]:
    """Return how often each word of the vocabulary stands, summed up (Mandelbrot, 1953)."""
    return tuple(accumulate(1 / (rank + 2.7) for rank in range(1, len(_vocabulary()) + 1)))


_IN_ANY_TEXT = (
    "the of and to a in for that is be on with by as at from this will are it which or an has been "
    "not have its was their any these also may such within under per all more than other both"
)
_BEGINNINGS = ("", "re", "over", "under", "inter", "non")
_ROOTS = (
    "account act afford agree align amend approv arrest assess assist audit award brief budget "
    "charg collect commission compar compet complain conduct connect consent consider consult "
    "contract control correct court crim custod deliver deploy detain develop digit direct draft "
    "employ engag equip establish evaluat exhibit expend extend facilit financ form fund govern "
    "grant guard harm hous impact improv inform inspect invest investigat juris lead launch legal "
    "maintain manag market measur monitor network offend officer operat order partner patrol "
    "pay perform plan polic prevent prison process procur program project protect public "
    "purchas record recruit reduc refer reform region relat report request research "
    "resourc respond review risk scop select servic settl staff standard strateg "
    "supervis suppl support surve survey sustain system tender test train transfer transport "
    "treat trust upgrad vehicl vet victim violen volunt warrant witness work youth"
)
_ENDINGS = ("", "s", "ed", "ing", "er", "ment", "ation", "al")
_SYLLABLES = (
    "al an ar bar ben bor bur can car cor dal den dor el er far fen gar hal ham har ing ken lan "
    "lor mar mel mos nor or pen ral ran ros sal sen tan ton ver wal win"
)
_HEADINGS = (
    "Introduction and background",
    "Issues for consideration",
    "Financial Comments",
    "Legal Comments",
    "Commercial Issues",
    "GDPR and Data Privacy",
    "Equality Comments",
    "Background/supporting papers",
)
_DECLARATION = (
    (
        "Financial Advice",
        "The Strategic Finance and Resource Management Team has been consulted on this proposal.",
    ),
    ("Legal Advice", "Legal advice is not required."),
    (
        "Equalities Advice",
        "Equality and diversity issues are covered in the body of the report.",
    ),
    (
        "Commercial Issues",
        "The proposal is in keeping with the GLA Group Responsible Procurement Policy.",
    ),
)
