"""A page's lines in, the paragraph numbers at the left of them out."""

import re
from collections.abc import Sequence

from ingest.lines.line import Line

_PARAGRAPH_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})\.?")
_LEFT_MARGIN = 0.03  # of the width: numbers hang this close to where the page's text begins


def paragraph_numbers(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Give the numbers of the paragraphs that begin on a page: (2, 3) for 2.3."""
    written = [line.words for line in lines if line.words]
    margin = min((words[0].box.left for words in written), default=0.0) + _LEFT_MARGIN
    hanging = [words for words in written if words[0].box.left < margin and len(words) > 1]
    found = (_PARAGRAPH_NUMBER.fullmatch(words[0].text) for words in hanging)
    return tuple((int(number[1]), int(number[2])) for number in found if number)
