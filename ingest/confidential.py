"""Pages in; which of them look like Part 2, and why. Their text goes no further.

`PART I` and `PART II` look alike in a scan: a page is told by CONFIDENTIAL without NON-, by
"exempt", and by where it stands.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.finding import Finding, Ground, finding
from ingest.flow import Sheet
from ingest.line import Line
from ingest.page import Box
from ingest.record import Block, Paragraph
from ingest.template import (
    EXEMPT_BECAUSE,
    PART_2_CONFIDENTIALITY,
    PUBLIC_ACCESS,
    Mark,
    is_template,
    key,
    mark_of,
)

_MARKING_WORDS = frozenset(
    word
    for line in (
        "confidential exempt restricted official sensitive secret not for publication",
        "protect private and in confidence commercial strictly staff personal only",
        "part 2 ii two appendix annex information document report page",
    )
    for word in line.split()
)
_MARKING_CORES = (
    "confidential",
    "exempt",
    "restricted",
    "sensitive",
    "secret",
    "notforpublication",
)
_PART_2_HEADING = re.compile(
    r"^\W*PART\s*(2|II|TWO|I\s?I|11|ll|l1|1l|Il)\b(?!\s*confidentiality\b)", re.IGNORECASE
)
_INDICATORS = (
    re.compile(
        r"\b(?:the|a|this|attached|accompanying|separate|confidential|see|in)\s+part\s*(?:2|II|two)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bexempt\s+(?:report|appendix|annex|part|information|paper|section)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:restricted|confidential)\s+(?:appendix|annex|part|report|paper)\b", re.IGNORECASE
    ),
    re.compile(r"\bpart\s*(?:2|II)\s+(?:of\s+this|form|paper|report|decision)\b", re.IGNORECASE),
)
_NEGATED = re.compile(
    r"\b(?:no|not|without|nor|neither|n't)\b(?:\W+\w+){0,4}\W+(?:part\s*(?:2|II)|exempt|restricted|confidential)",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r"part\s*(?:2|II|two)\s+(?:of|to)\s+(?:the\s+)?(?!report\b|decision\b|form\b|this\b)[^.;]{0,80}?\b(?:Act|Regulations?|Order|Schedule|Code|PCD|DMPC)\b",
    re.IGNORECASE,
)
# After "PART 2" a heading ends, or goes on with a dash or a marking; a sentence has a verb.
_HEADING_GOES_ON = re.compile(
    r"\W*\Z|\W*[-–—:]\W*(?i:confidential|exempt|restrict)|\W*(?:CONFIDENTIAL|EXEMPT|RESTRICT)"
)
_PART_2_PHRASES = (key("CONFIDENTIAL FACTS AND ADVICE"), key("exempt supporting information"))
_FIRST_LINES = 6


def confidential_pages(sheets: Sequence[Sheet]) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
    """Say which pages are withheld pages, with a finding for each page that begins some.

    A marked or headed page and all after it are withheld, up to a new Part I heading.
    """
    withheld: list[int] = []
    findings: list[Finding] = []
    inside = False
    for sheet in sheets:
        found = _heading_of_part_2(sheet) or _marking_on(sheet)
        if found is not None:
            inside = True
            ground, line = found
            findings.append(finding(ground, page=sheet.page, box=line.box))
        elif inside and _begins_part_1(sheet):
            inside = False
        if inside:
            withheld.append(sheet.page)
    return tuple(withheld), tuple(findings)


def _heading_of_part_2(sheet: Sheet) -> tuple[Ground, Line] | None:
    for line in sheet.lines:
        text = line.text
        if _PART_2_HEADING.match(text) and mark_of(text) is None:
            rest = _PART_2_HEADING.sub("", text)
            if not _non_confidential(rest) and _HEADING_GOES_ON.match(rest):
                return Ground.PART2_PAGES, line
        if _is_confidential_advice(text):
            return Ground.PART2_PAGES, line
    return None


def _is_confidential_advice(text: str) -> bool:
    """Recognise "CONFIDENTIAL FACTS AND ADVICE TO THE DMPC" behind whatever a scan made of PART."""
    if _non_confidential(text):
        return False
    plain = key(text)
    return len(plain) < 70 and any(
        len(plain) >= 0.9 * len(phrase) and fuzz.partial_ratio(phrase, plain) >= 88
        for phrase in _PART_2_PHRASES
    )


def _non_confidential(text: str) -> bool:
    return re.search(r"N[O0]N\W{0,3}C[O0]NF", text, re.IGNORECASE) is not None


def _marking_on(sheet: Sheet) -> tuple[Ground, Line] | None:
    """Find a whole line of marking words in a margin, or as the page's first heading."""
    for index, line in enumerate(sheet.lines):
        if is_marking(line.text) and (index < _FIRST_LINES or _in_margin(line.box)):
            return Ground.PART2_MARKING, line
    return None


def is_marking(text: str) -> bool:
    """Say whether a line is a marking and nothing else; "NON-CONFIDENTIAL" never is."""
    if _non_confidential(text):
        return False
    words = re.findall(r"[a-z0-9]+", text.lower())
    joined = "".join(words)
    return (
        0 < len(words) <= 8
        and all(word in _MARKING_WORDS for word in words)
        and any(core in joined for core in _MARKING_CORES)
    )


def _in_margin(box: Box) -> bool:
    return box.bottom < 0.09 or box.top > 0.91 or box.right < 0.09 or box.left > 0.91


def _begins_part_1(sheet: Sheet) -> bool:
    return any(mark_of(line.text) is Mark.PART_1 for line in sheet.lines[:_FIRST_LINES])


def affirms_part_2(sentence: str) -> bool:
    """Say whether a sentence affirms withheld material of this decision.

    Template wording, negations and Part 2 of an Act or of another decision do not.
    """
    if any(is_template(sentence, text) for text in (PART_2_CONFIDENTIALITY, PUBLIC_ACCESS)):
        return False
    if _NEGATED.search(sentence):
        return False
    without_others = _OF_ANOTHER.sub(" ", sentence)
    return any(pattern.search(without_others) for pattern in _INDICATORS)


def is_standing_sentence(sentence: str) -> bool:
    """Recognise "Part 2 of this Report is exempt because …", OCR slips allowed."""
    plain, standing = key(sentence), key(EXEMPT_BECAUSE)
    return fuzz.ratio(plain[: len(standing)], standing) >= 80 or (
        fuzz.ratio(plain[:30], standing[:30]) >= 86
    )


def sentences_in(text: str) -> tuple[str, ...]:
    """Divide a text into sentences, well enough to judge each by itself."""
    return tuple(
        part.strip() for part in re.split(r"(?<=[.!?;])\s+(?=[A-Z“\"(])", text) if part.strip()
    )


def standing_sentence_in(blocks: Sequence[Block]) -> str | None:
    """Find the standing sentence on why a Part 2 is exempt, as it is printed."""
    sentences = (
        sentence
        for block in blocks
        if isinstance(block, Paragraph)
        for sentence in sentences_in(block.text)
    )
    return next(filter(is_standing_sentence, sentences), None)
