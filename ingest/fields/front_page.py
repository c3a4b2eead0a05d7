"""The form's first page in: title, summary, recommendation, interests."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.fields.approvals import is_signature_line
from ingest.fields.joining import text_of
from ingest.fields.prose import Piece, pieces_of
from ingest.lines.flow import Item, mark_on
from ingest.lines.layout import Layout
from ingest.lines.line import Line, box_around
from ingest.lines.recognising import begins, is_template, key
from ingest.lines.template import GLA_APPROVAL, GLA_INTERESTS, INTERESTS, Mark
from ingest.record import ItemList, Paragraph, Table

# Where label and title are read as one word, or the label and its colon as two.
_TITLE_LABEL = re.compile(r"\A(?:title\s*)?:\s*", re.IGNORECASE)
_DECIDER = re.compile(r"\W*(?:\w+\s){0,2}(?:DIRECTOR|MAYOR|HEAD\sOF|CHIEF)\b")
_PRINTED = (INTERESTS, GLA_INTERESTS)
_SAME_WORDS = 86.0  # of 100
_FULL_LINE = 20  # letters: the shortest line of the interests statement as printed has 25
_SENTENCE, _SURE_SENTENCE = 4, 0.9  # words, and their mean confidence


def title_in(layout: Layout) -> Piece | None:
    """Take what follows "Title:", over as many lines as it runs."""
    lines = [item for item in layout.items(Mark.TITLE) if isinstance(item, Line) and item.words]
    if not lines:
        return None
    words = [lines[0].words[_label_words(lines[0]) :], *(line.words for line in lines[1:])]
    text = _TITLE_LABEL.sub("", text_of(words))
    if not text:
        return None
    return Piece(
        block=Paragraph(text=text),
        words=tuple(word for line in words for word in line),
        page=lines[0].page,
        box=box_around(line.box for line in lines),
    )


def _label_words(line: Line) -> int:
    first = line.words[0].text
    return 1 if begins(first, "Title") and len(first) <= len("Title:") + 1 else 0


def summary_in(layout: Layout) -> str:
    """Give the executive summary as paragraphs and items."""
    return plain_markdown(_pieces_in(layout, Mark.SUMMARY))


def recommendation_in(layout: Layout) -> str:
    """Give the recommendation, lead-in and list, as paragraphs and items."""
    return plain_markdown(_pieces_in(layout, Mark.RECOMMENDATION))


def _pieces_in(layout: Layout, mark: Mark) -> tuple[Piece, ...]:
    """Make blocks of a place, measured by all that stands on its pages."""
    body = _without_decider(body_of(layout, mark))
    pages = {item.page for item in body}
    here = [item for sheet in layout.sheets if sheet.page in pages for item in sheet.items]
    return pieces_of(body, beside=[item for item in here if item not in body])


def _without_decider(body: tuple[Item, ...]) -> tuple[Item, ...]:
    """Leave out who decides, named in capitals at the head of the next box."""
    last = body[-1] if len(body) > 1 else None
    if isinstance(last, Line) and _DECIDER.match(last.text) and last.text.isupper():
        return body[:-1]
    return body


def interests_in(layout: Layout) -> str | None:
    """Give what is written in the DMPC's box besides the form's own words and the signature."""
    lines = [
        item
        for item in body_of(layout, Mark.DMPC)
        if isinstance(item, Line) and not is_signature_line(item) and mark_on(item) is None
    ]
    printed = [any(is_template(line.text, words) for words in _PRINTED) for line in lines]
    # A few words of the statement may also be an interest: below its last line they are.
    ends = [at for at, line in enumerate(lines) if printed[at] and _ends_statement(line)]
    last = max(ends, default=-1)
    own = [line for at, line in enumerate(lines) if at > last or not printed[at]]
    own += [
        item
        for item in body_of(layout, Mark.APPROVAL_WORDS)
        if isinstance(item, Line)
        and _is_plainly_written(item)
        and not is_template(item.text, GLA_APPROVAL)
    ]
    return plain_markdown(pieces_of(own)) or None


def _is_plainly_written(line: Line) -> bool:
    """Tell a sentence below the approval from what readers make of a signature."""
    sure = [word.confidence for word in line.words]
    enough = len(sure) >= _SENTENCE and sum(sure) / len(sure) > _SURE_SENTENCE
    return enough and not is_signature_line(line)


def _ends_statement(line: Line) -> bool:
    """Say whether a line is a full one of the interests statement, or its last, however short."""
    words = key(line.text)
    is_last = (fuzz.ratio(key(each)[-len(words) :], words) >= _SAME_WORDS for each in _PRINTED)
    return any(is_last) or len(words) >= _FULL_LINE


def body_of(layout: Layout, mark: Mark) -> tuple[Item, ...]:
    """Give what stands in a place below its heading."""
    return tuple(
        item
        for item in layout.items(mark)
        if not (isinstance(item, Line) and mark_on(item) is mark)
    )


def plain_markdown(pieces: Sequence[Piece]) -> str:
    """Write blocks as paragraphs and "- " items, the two kinds that these fields hold."""
    parts = []
    for piece in pieces:
        match piece.block:
            case Paragraph(number=number, text=text):
                parts.append(f"{number} {text}" if number else text)
            case ItemList():
                parts.append("\n".join(f"- {item}" for item in _marked_items(piece.block)))
            case Table(rows=rows):
                parts.append("\n".join("- " + " | ".join(row) for row in rows))
    return "\n\n".join(parts)


def _marked_items(block: ItemList) -> list[str]:
    """Give a list's items behind their printed letters: plain Markdown knows no others."""
    marks = block.marks or ("",) * len(block.items)
    return [f"{mark} {item}".strip() for mark, item in zip(marks, block.items, strict=True)]
