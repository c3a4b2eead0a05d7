"""The register's scans and the day's rulings in, everything that stays in the house out.

A scan that is not cleared is withheld whole: every reader's words of every page, what the
record says, and what officers wrote. Of a cleared one, its withheld pages are, and officers'
reasons. What is cleared is the ruling's to say, and which pages are withheld its record's.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from edition.audit.leak import WithheldText
from edition.audit.runs import RUN
from edition.audit.words import words_of
from ingest.record import Block, DecisionRecord, ItemList, Paragraph, Table
from publication.ruling import Cleared, Ruling
from register.case import Case
from register.review import Correct, Entry, Withdraw
from register.words import PageWords

_NOTE = 5  # words: an officer's "Seen on paper" may stand anywhere by chance
_LINE_END = re.compile(r"(?<=\w)-\s+(?=[a-z])")
_DAY_OR_NUMBER = re.compile(
    r"\d+(st|nd|rd|th)?|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may"
    r"|june|july|august|september|october|november|december|pcd|dmpcd|ceod|dmpc|decision|n|a|of"
    r"|until|yes|no"
)


def withheld_texts(
    cases: Iterable[Case], rulings: Mapping[str, Ruling], words: Iterable[PageWords]
) -> tuple[WithheldText, ...]:
    """Return what each scan withholds today, where there is anything.

    `rulings` are by the scan's SHA-256; a scan without one, as it was never read, is withheld.
    """
    pages: dict[str, list[PageWords]] = defaultdict(list)
    for one in words:
        pages[one.scan].append(one)
    every = (
        _of_cleared(case, ruling, pages[case.scan.sha256])
        if isinstance(ruling := rulings.get(case.scan.sha256), Cleared)
        else _of_withheld(case, ruling.reference if ruling else None, pages[case.scan.sha256])
        for case in cases
    )
    return tuple(one for one in every if one.texts or one.notes)


def _of_cleared(case: Case, ruling: Cleared, pages: Sequence[PageWords]) -> WithheldText:
    withheld = frozenset(ruling.contents.record.withheld_pages)
    return WithheldText(
        scan=case.scan.sha256,
        reference=ruling.reference,
        texts=tuple(_on_pages(page for page in pages if page.page in withheld)),
        notes=tuple(_said_by_officers(case.reviews)),
    )


def _of_withheld(case: Case, reference: str | None, pages: Sequence[PageWords]) -> WithheldText:
    in_record = _in_record(case.record) if case.record else iter(())
    corrected = _corrections(case.reviews)
    return WithheldText(
        scan=case.scan.sha256,
        reference=reference,
        texts=(*_on_pages(pages), *in_record, *corrected),
        notes=tuple(_said_by_officers(case.reviews)),
    )


def _on_pages(pages: Iterable[PageWords]) -> Iterator[str]:
    """Yield the words of pages, as read and with the words mended that a line's end broke."""
    for text in (text for page in pages for text in page.texts):
        yield text
        mended = _LINE_END.sub("", text)
        if mended != text:
            yield mended


def _in_record(record: DecisionRecord) -> Iterator[str]:
    """Yield a record's texts; what is short elsewhere ("Total cost") may stand anywhere."""
    deferral = record.deferral
    short_ones = (record.title or "", deferral.reason or "", deferral.until_text or "")
    yield from filter(_says_something, short_ones)
    yield from (record.executive_summary, record.recommendation)
    long_ones = (
        record.interests or "",
        record.part2.legal_basis or "",
        *("\n".join((part.heading, *_in_blocks(part.blocks))) for part in record.sections),
        "\n".join(_in_blocks(record.public_access)),
        "\n".join(f"{row.topic}: {row.statement}" for row in record.declaration),
        *((record.companion.title, record.companion.summary) if record.companion else ()),
        *(finding.read or "" for finding in record.findings),
        *(seen.read or "" for seen in record.evidence.values()),
    )
    yield from (text for text in long_ones if text and len(words_of(text)) >= RUN)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield f"{block.number or ''} {block.text}"
            case ItemList():
                yield from block.items
            case Table():
                yield from (cell for row in block.rows for cell in row)


def _corrections(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Correct) and _says_something(entry.value or ""):
            yield entry.value or ""


def _said_by_officers(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield why officers did what they did, less what they have told the public themselves."""
    told = [entry.sentence for entry in entries if isinstance(entry, Withdraw)]
    for entry in entries:
        for piece in _without(entry.why, told):
            if len(words_of(piece)) >= _NOTE:
                yield piece


def _without(text: str, told: Iterable[str]) -> list[str]:
    """Cut out of a text whatever stands in the sentences that were meant for the public."""
    pieces = [words_of(text)]
    for sentence in told:
        pieces = [left for piece in pieces for left in _left_of(piece, words_of(sentence))]
    return [" ".join(piece) for piece in pieces]


def _left_of(piece: list[str], sentence: list[str]) -> Iterator[list[str]]:
    at = 0
    alike = SequenceMatcher(None, piece, sentence, autojunk=False)
    for same in alike.get_matching_blocks():
        if same.size >= 3 or same.size == 0:
            yield piece[at : same.a]
            at = same.a + same.size


def _says_something(text: str) -> bool:
    """Say whether a short text tells more than a day, a reference or an answer."""
    return not all(_DAY_OR_NUMBER.fullmatch(word) for word in words_of(text))
