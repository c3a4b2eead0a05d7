"""Pages in; which of them look like Part 2, and why. Their text goes no further.

`PART I` and `PART II` look alike in a scan: a page is told by CONFIDENTIAL without NON-, by
"exempt", and by where it stands.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.finding import Finding, Ground, finding
from ingest.lines.appendix import begins_appendix, first_line_of
from ingest.lines.flow import Sheet, mark_on
from ingest.lines.furniture import besides_footer
from ingest.lines.line import Line
from ingest.lines.numbered import paragraph_numbers
from ingest.lines.recognising import begins, is_template, key
from ingest.lines.template import EXEMPT_BECAUSE, FACTS_OR_ADVICE, ON_PART_2, Mark
from ingest.page import OCR_READERS, Box
from ingest.record import Block, Paragraph

_MARKING_WORDS = frozenset(
    key(word)
    for line in (
        "confidential exempt restricted official sensitive secret not for publication",
        "protect private and in confidence commercial strictly staff personal only",
        "part 2 ii two appendix annex information document report page",
    )
    for word in line.split()
)
_CORES = tuple(map(key, ("confidential", "exempt", "restricted", "sensitive", "secret")))
_MARKING_CORES = (*_CORES, key("not for publication"))
_A_SLIP = 86.0  # of 100: "CONFIDENTAL"
_TWO = r"(?:2|TWO|[Il1|!]\s?[Il1|!])(?!\w)"
_PART_2_HEADING = re.compile(rf"^\W*PAR[T7]\s*{_TWO}", re.IGNORECASE)
_PART_2_OF_A_NUMBER = re.compile(rf"\bPCD\W*\d+\W+PART\s*{_TWO}\W*\Z", re.IGNORECASE)
_PART_2_MISREAD = re.compile(r"^\W*PART\s*[HNUZ](?!\w)", re.IGNORECASE)
# After "PART 2" a heading ends, or goes on with a dash or in capitals; a sentence has a verb.
_HEADING_GOES_ON = re.compile(r"\W*[-–—:]\W*(\w+)|\W*([A-Z0-9|!]+)\b")
_A_PART_2_PAPER = re.compile(r"\W*(?:form|report|paper)\W*\Z", re.IGNORECASE)

_PART_2 = rf"part\s*{_TWO}"
_OUR_PAPER = (
    r"(?:(?:the|this|our)\s+)?(?:\w+\s+){0,2}"
    r"(?:this|report|form|paper|request|submission|document|decision(?!\W*(?:PCD\W*)?\d))\b"
)
_INDICATORS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:the|a|this|our|attached|accompanying|separate|confidential|restricted|exempt|see|in|"
        rf"to|at|of|with|within|under|per|and|from)\s*{_PART_2}",
        rf"\A\W*{_PART_2}\s+\w",
        rf"{_PART_2}\s+(?:of\s+this|form|paper|report|decision)\b",
        r"\bexempt\s+(?:report|appendix|appendices|annex|annexe|part|information|paper|section)\b",
        r"\b(?:restricted|confidential)\s+(?:appendix|appendices|annex|annexe|part|report|paper)\b",
    )
)
_WITHHELD_MATTER = rf"(?:{_PART_2}|(?:exempt|restricted|confidential)\W+\w+)"
_NEGATED = re.compile(
    r"(?:\b(?:no|not|without|nor|neither)|n['’]t)\b"
    r"(?:\W+(?:a|an|any|be|is|been|have|has|had|contain|contains|include|includes|require|requires|"
    r"need|needs|for|such|separate|accompanying|further|attached|considered|deemed))*"
    rf"\W+{_WITHHELD_MATTER}(?:\W+(?:or|nor|and)(?:\W+any)?\W+{_WITHHELD_MATTER})*",
    re.IGNORECASE,
)
_IS_EXEMPT = re.compile(
    rf"(?:(?:The|This)\s+)?{_PART_2}\s+(?:form|report|paper)\s+is\s+exempt\b", re.IGNORECASE
)
_NOT_NEEDED = re.compile(
    rf"{_PART_2}(?:\W+(?:form|report|paper))?\W+(?:is|was)\W+not\W+(?:required|needed|necessary)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    rf"{_PART_2}(?:\s+of\s+(?!{_OUR_PAPER})|\s+to\s+(?:DMPC|PCD)|\s*,\s*(?:Chapter|Schedule|Section)\b)",
    re.IGNORECASE,
)
_PART_2_PHRASES = (key("CONFIDENTIAL FACTS AND ADVICE"), key("exempt supporting information"))
_PHRASE_ALIKE, _HEADING_ALIKE = 88.0, 72.0  # of 100; behind "PART" more slips are allowed
_FIRST_LINES = 6
_FRONT = frozenset({Mark.TITLE, Mark.SUMMARY})
_CLOSING = frozenset({Mark.PART_2_QUESTION, Mark.DECLARATION, Mark.OFFICER_APPROVAL})
_TEMPLATE_AT_LEAST = 60  # letters: "the separate Part 2 form" is no quotation of the template


def confidential_pages(sheets: Sequence[Sheet]) -> tuple[tuple[int, ...], tuple[Finding, ...]]:
    """Say which pages are withheld pages, with a finding for each page that begins some.

    A marked or headed page and all after it are withheld, up to a new Part I heading; and so is
    one that begins none, yet counts its paragraphs anew behind the form's closing blocks.
    """
    withheld: list[int] = []
    findings: list[Finding] = []
    inside = part_1_seen = False
    count = _Count()
    for sheet in sheets:
        found = (
            _heading_of_part_2(sheet, after_part_1=part_1_seen)
            or _marking_on(sheet)
            or count.begins_again_on(sheet)
        )
        if found is not None:
            inside = True
            ground, line = found
            findings.append(finding(ground, page=sheet.page, box=line.box))
        elif inside and _begins_part_1(sheet):
            inside = False
        if inside:
            withheld.append(sheet.page)
        part_1_seen = part_1_seen or any(mark_on(line) is Mark.PART_1 for line in sheet.lines)
        count.goes_on_with(sheet)
    return tuple(withheld), tuple(findings)


class _Count:
    """The paragraph numbers of the pages so far, and whether a form's closing blocks came."""

    def __init__(self) -> None:
        self._closed = False
        self._numbers: set[tuple[int, int]] = set()
        self._last = (0, 0)

    def begins_again_on(self, sheet: Sheet) -> tuple[Ground, Line] | None:
        """Find a page behind the form's end that counts from before; pages swapped do not.

        Theirs are numbers that no other page has. An appendix may count for itself.
        """
        numbers, first = paragraph_numbers(sheet.lines), first_line_of(sheet.lines)
        if not self._closed or not numbers or first is None or numbers[0] > self._last:
            return None
        again = sum(number in self._numbers for number in numbers)
        if begins_appendix(sheet.lines) or _begins_part_1(sheet) or 2 * again < len(numbers):
            return None
        return Ground.PART2_PAGES, first

    def goes_on_with(self, sheet: Sheet) -> None:
        """Take in what a page counts, and begin anew with another form."""
        marks = {mark_on(line) for line in sheet.lines}
        if _begins_part_1(sheet) or marks >= _FRONT:
            self._closed, self._numbers = False, set()
        self._closed = self._closed or bool(marks & _CLOSING)
        numbers = paragraph_numbers(sheet.lines)
        self._numbers |= set(numbers)
        self._last = numbers[-1] if numbers else self._last


def _heading_of_part_2(sheet: Sheet, *, after_part_1: bool) -> tuple[Ground, Line] | None:
    for index, line in enumerate(sheet.lines):
        texts = _readings_of(line)
        if any(map(_non_confidential, texts)) or _heads_the_block(sheet.lines[index : index + 2]):
            continue
        if any(_is_part_2_heading(text) or _is_confidential_advice(text) for text in texts):
            return Ground.PART2_PAGES, line
        if index < _FIRST_LINES and any(map(_names_a_part_2_paper, texts)):
            return Ground.PART2_PAGES, line
        if after_part_1 and mark_on(line) is Mark.PART_1:
            return Ground.PART2_PAGES, line  # a second such heading, and none reads NON-
    return None


def _heads_the_block(lines: Sequence[Line]) -> bool:
    """Say whether the form's own words on Part 2 follow, as below no page's heading.

    Behind "Part 2 Confidentiality:" or "Part 2 – Sensitive information", on its line or the next.
    """
    first, *below = lines
    if first.text.isupper() or any(map(_is_confidential_advice, _readings_of(first))):
        return False
    words = first.text.split()
    return any(begins(line.text, FACTS_OR_ADVICE) for line in below) or any(
        begins(" ".join(words[at:]), FACTS_OR_ADVICE) for at in range(1, min(len(words), 7))
    )


def _readings_of(line: Line) -> tuple[str, ...]:
    """Give a line as settled and as each reader has it: one that sees a marking is enough."""
    read = (line.text, *(line.as_read_by(reader) for reader in OCR_READERS))
    return tuple(dict.fromkeys(text for text in read if text))


def _is_part_2_heading(text: str) -> bool:
    """Recognise "PART II" alone, or before a word that keeps it from the public."""
    sure = _PART_2_HEADING.match(text)
    found = sure or _PART_2_MISREAD.match(text)
    if found is None:
        return False
    rest = text[found.end() :]
    if not re.search(r"\w", rest):
        return sure is not None
    goes_on = _HEADING_GOES_ON.match(rest)
    return goes_on is not None and _core_in(goes_on[1] or goes_on[2]) is not None


def _names_a_part_2_paper(text: str) -> bool:
    """Recognise "Part 2 Form" as a page's heading; in a sentence a stop or more words follow."""
    if _PART_2_OF_A_NUMBER.search(text) and text.isupper():
        return True
    found = _PART_2_HEADING.match(text)
    rest = text[found.end() :] if found else ""
    return bool(_A_PART_2_PAPER.match(rest)) and text[:1].isupper() and not text.endswith(".")


def _core_in(word: str) -> str | None:
    """Tell which word that marks a page is meant, a slip allowed; "Confidentiality" is none."""
    plain = key(word)
    own = fuzz.ratio(plain, key("confidentiality"))
    return next((c for c in _CORES if fuzz.ratio(plain, c) >= max(_A_SLIP, own)), None)


def _is_confidential_advice(text: str) -> bool:
    """Recognise "CONFIDENTIAL FACTS AND ADVICE TO THE DMPC" behind whatever a scan made of PART."""
    if _non_confidential(text):
        return False
    plain = key(text)
    alike = _HEADING_ALIKE if plain.startswith("part") else _PHRASE_ALIKE
    return len(plain) < 70 and any(
        len(plain) >= 0.9 * len(phrase) and fuzz.partial_ratio(phrase, plain) >= alike
        for phrase in _PART_2_PHRASES
    )


def _non_confidential(text: str) -> bool:
    return re.search(r"N[O0QCDG]N\W{0,3}[CG][O0QC]NF", text, re.IGNORECASE) is not None


def _marking_on(sheet: Sheet) -> tuple[Ground, Line] | None:
    """Find a whole line of marking words in a margin or a stamp, or as the page's first heading."""
    outside_tables = {id(item) for item in sheet.items if isinstance(item, Line)}
    for index, line in enumerate((*sheet.lines, *sheet.left_out)):
        texts = [besides_footer(text) for text in _readings_of(line)]
        if any(map(_non_confidential, texts)):
            continue
        for text in filter(is_marking, texts):
            first = index < _FIRST_LINES and not text.islower()
            free = id(line) in outside_tables or index >= len(sheet.lines)
            if (
                _in_margin(line.box)
                or (free and (first or text.isupper()))
                or (first and text.isupper())
            ):
                return Ground.PART2_MARKING, line
    return None


def is_marking(text: str) -> bool:
    """Say whether a line is a marking and nothing else; "NON-CONFIDENTIAL" never is."""
    if _non_confidential(text):
        return False
    words = [plain for word in re.split(r"[^\w|!]+", text) if (plain := key(word))]
    meant = [word if word in _MARKING_WORDS else _core_in(word) for word in words]
    joined = "".join(word or "" for word in meant)
    return 0 < len(words) <= 8 and None not in meant and any(c in joined for c in _MARKING_CORES)


def _in_margin(box: Box) -> bool:
    return box.bottom < 0.09 or box.top > 0.91 or box.right < 0.09 or box.left > 0.91


def _begins_part_1(sheet: Sheet) -> bool:
    return any(
        mark_on(line) is Mark.PART_1 and any(map(_non_confidential, _readings_of(line)))
        for line in sheet.lines[:_FIRST_LINES]
    )


def affirms_part_2(sentence: str) -> bool:
    """Say whether a sentence affirms withheld material of this decision.

    Template wording, negations and Part 2 of an Act or of another decision do not.
    """
    if len(key(sentence)) > _TEMPLATE_AT_LEAST and any(
        is_template(sentence, template) for template in ON_PART_2
    ):
        return False
    rest = sentence
    for not_ours in (_NEGATED, _NOT_NEEDED, _OF_ANOTHER):
        rest = not_ours.sub(" ", rest)
    return any(pattern.search(rest) for pattern in _INDICATORS)


def is_standing_sentence(sentence: str) -> bool:
    """Recognise "Part 2 of this Report is exempt because …", OCR slips allowed.

    Newer forms say "The Part 2 form is exempt from publication under …".
    """
    plain, standing = key(sentence), key(EXEMPT_BECAUSE)
    return (
        fuzz.ratio(plain[: len(standing)], standing) >= 80
        or fuzz.ratio(plain[:30], standing[:30]) >= 86
        or _IS_EXEMPT.match(sentence) is not None
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
