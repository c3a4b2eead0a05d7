"""A paragraph's text and the terms that were looked for in, the best piece of it out."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from search_index.terms import Word, words_in

LONGEST_SNIPPET = 200
"""Letters, beside the dots that stand for what is left out."""

_BEFORE = 60  # letters of a snippet that may lead up to the first hit


class Piece(Struct, frozen=True):
    """Some text, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


def snippet_of(text: str, terms: frozenset[str]) -> tuple[Piece, ...]:
    """Return the stretch of a text that has most of the terms, cut between words."""
    line = "".join(" " if letter.isspace() else letter for letter in text)
    hits = [word for word in words_in(line) if word.term in terms]
    start, end = _stretch(line, _best_start(hits))
    shown = [hit for hit in hits if start <= hit.start and hit.end <= end]
    return (
        *([Piece("… ")] if start else []),
        *_pieces(line, start, end, shown),
        *([Piece(" …")] if end < len(line) else []),
    )


def _best_start(hits: Sequence[Word]) -> int:
    """Return where the stretch begins that has most different terms, then most of them."""
    best, score, last = 0, (0, 0), 0
    for first, hit in enumerate(hits):
        while last < len(hits) and hits[last].end <= hit.start + LONGEST_SNIPPET - _BEFORE:
            last += 1
        within = hits[first:last]
        found = (len({word.term for word in within}), len(within))
        if found > score:
            best, score = hit.start, found
    return best


def _stretch(line: str, first_hit: int) -> tuple[int, int]:
    """Return from where to where to show, so that the first hit is near the beginning."""
    if len(line) <= LONGEST_SNIPPET:
        return 0, len(line)
    start = min(max(0, first_hit - _BEFORE), len(line) - LONGEST_SNIPPET)
    if start:
        gap = line.find(" ", start - 1, first_hit)
        start = gap + 1 if gap >= 0 else first_hit
    end = min(start + LONGEST_SNIPPET, len(line))
    if end < len(line):
        gap = line.rfind(" ", start + 1, end + 1)
        end = gap if gap > 0 else end
    return start, end


def _pieces(line: str, start: int, end: int, hits: Sequence[Word]) -> Iterator[Piece]:
    at = start
    for hit in hits:
        if at < hit.start:
            yield Piece(line[at : hit.start])
        yield Piece(line[hit.start : hit.end], is_hit=True)
        at = hit.end
    if at < end:
        yield Piece(line[at:end])
