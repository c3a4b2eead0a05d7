"""The supporting report: sections, paragraphs, lists and tables as read beside as they stand."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from benchmarks.reading.fields import Fields, list_in, rows_in, strings_in
from benchmarks.reading.outcomes import Letters, Overlap, Score
from benchmarks.reading.text_error import plain


def running_text(record: Fields) -> str:
    """Return all the text of a record in reading order."""
    parts = [str(record["executive_summary"]), str(record["recommendation"])]
    for section in list_in(record, "sections"):
        parts.append(str(section["heading"]))
        for block in list_in(section, "blocks"):
            rows = rows_in(block) if block["kind"] == "table" else [_texts(block)]
            parts += [text for row in rows for text in row]
    return "\n".join(part.removeprefix("- ") for part in "\n".join(parts).splitlines())


def report_scores(truth: Sequence[Fields], read: Sequence[Fields]) -> Iterator[Score]:
    """Compare sections, paragraphs, list items and table cells."""
    unnumbered = {plain(str(one["heading"])) for one in truth if one["number"] is None}
    yield _overlap("sections", _headings(truth, unnumbered), _headings(read, unnumbered))
    wanted, got = _paragraphs(truth), _paragraphs(read)
    yield _overlap("paragraphs", list(wanted), list(got))
    for number, text in wanted.items():
        yield letters_of("paragraphs", text, got.get(number, ""))
    for field, kind in (("list items", "list"), ("table cells", "table")):
        yield _overlap(field, _pieces(truth, kind), _pieces(read, kind))


def letters_of(field: str, wanted: str, got: str) -> Letters:
    """Count the letters by which a text in its place differs."""
    there = plain(wanted)
    return Letters(field, Levenshtein.distance(there, plain(got)), len(there))


def _overlap(field: str, wanted: Sequence[str], got: Sequence[str]) -> Overlap:
    hits = (Counter(wanted) & Counter(got)).total()
    return Overlap(field, hits, len(wanted), len(got))


def _headings(sections: Sequence[Fields], unnumbered: set[str]) -> list[str]:
    """Name the sections by number and heading; a number that paper lacks may be worked out."""
    named = [(str(one["number"] or ""), plain(str(one["heading"]))) for one in sections]
    return [
        heading if heading in unnumbered else f"{number.rstrip('.')} {heading}"
        for number, heading in named
        if heading
    ]


def _paragraphs(sections: Sequence[Fields]) -> dict[str, str]:
    return {
        str(block["number"]).rstrip("."): str(block["text"])
        for section in sections
        for block in list_in(section, "blocks")
        if block["kind"] == "paragraph" and block["number"] is not None
    }


def _pieces(sections: Sequence[Fields], kind: str) -> list[str]:
    blocks = [
        block for one in sections for block in list_in(one, "blocks") if block["kind"] == kind
    ]
    if kind == "table":
        return [plain(cell) for block in blocks for row in rows_in(block) for cell in row]
    return [plain(text) for block in blocks for text in _texts(block)]


def _texts(block: Fields) -> list[str]:
    return (
        [str(block["text"])] if block["kind"] == "paragraph" else list(strings_in(block, "items"))
    )
