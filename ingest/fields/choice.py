"""Both answers printed in, the one that is meant out: by a tick box, or by a stroke.

`Yes ☐ No ☒` and `☐ Yes ☒ No` are NO where ink stands clearly in the one box and in the other
clearly none; YES and NO are NO where a stroke runs clearly through the YES and through the
other clearly none. Doubt on either is doubt on both, and so are boxes on both sides of a word.
"""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from ingest.fields.answer_place import ANSWERS, AnswerPlace, ReadAnswer
from ingest.fields.tick_box import has_boxes, ticked
from ingest.lines.inkmap import InkMap
from ingest.lines.recognising import key
from ingest.lines.stroke import Strike
from ingest.page import OCR_READERS, Box, Reader, Word
from ingest.record import Answer, Evidence, Status

# "Yes ☐ No ☒ except Appendix 1" is no clear answer; "(tick one)" leaves it one.
_QUALIFIES = re.compile(r"part|append|annex|except|but\b|see\b|until|n0t")
_STRUCK, _WHOLE = 0.88, 0.75  # of a word's width, inked in one row: YES and NO have 0.6 at most
_PEN, _OUT_INCHES = 0.88, 0.013  # a pen's stroke covers a word and reaches out of it,
_MOST, _FAR_OUT_INCHES = 0.7, 0.02  # or most of a word whose box is wide, and farther
# A stroke that takes a word out, in shares of the word's width: see benchmarks/struck_words.py.
_COVERED, _WHOLLY = 0.95, 0.99
_ALONE, _LETTERS_STAND_OUT = 0.15, 0.3
_LINE_OUTSIDE, _LINE_IN_EACH_THIRD = 0.3, 0.1  # of one that goes on beyond both ends
_OUT_PIXELS = 2  # at 150 to the inch
_LINE_INSIDE, _INSIDE_EACH_THIRD = 0.53, 0.4  # of one that ends with its word
_ALL_A_LINE, _ALL_OF_EACH_THIRD = 0.65, 0.5
_HIGHEST, _LOWEST = 0.32, 0.68
_STANDS = 0.72  # straight runs of ink through an unstruck word cover no more,
_RUN_TOGETHER = 0.8  # or little more, and show as no line of their own
_GAPPED = 0.93  # runs that cover more of a word have no letter's gap in them
_ONE_SLIP = 1
# What readers make of a box that they run together with its word: "YesM", "No[]", "DNo".
_BOX_GLYPHS = r"[\[\](){}|OQD0LCUMXJRWAØ☐☒☑□■✓&@]{1,3}"
_WITH_BOX = re.compile(
    rf"(?P<before>{_BOX_GLYPHS})?(?P<word>YES|Yes|yes|NO|No|no)(?P<after>{_BOX_GLYPHS})?"
)
_ANSWER, _BRACKETS = "YES|Yes|yes|NO|No|no", r"[\[(]({}[xX✓✔]?)[\])]"
_BETWEEN = r"[-–—_.:;,/]*"
_MARKS = tuple(_BRACKETS.format(f"?P<{name}>") for name in ("in_one", "in_two"))
_BRACKETED = (
    re.compile(
        rf"{_BETWEEN}{_MARKS[0]}(?P<one>{_ANSWER}){_BETWEEN}{_MARKS[1]}(?P<two>{_ANSWER}){_BETWEEN}"
    ),
    re.compile(
        rf"{_BETWEEN}(?P<one>{_ANSWER}){_MARKS[0]}{_BETWEEN}(?P<two>{_ANSWER}){_MARKS[1]}{_BETWEEN}"
    ),
)
_WORD_AND_MARK = (("one", "in_one"), ("two", "in_two"))
_OTHER = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}

Boxes = dict[Answer, tuple[Box, ...]]
Marks = Mapping[Answer, bool | None]


def choice_at(place: AnswerPlace, ink: InkMap) -> ReadAnswer | None:
    """Read which of the two printed words is meant; None where not both are printed."""
    both = _printed_answers(place) or _beside_a_box(place, ink) or _one_struck(place, ink)
    if both is None:
        return None
    marks = _marks_in_boxes(both, place, ink)
    struck = {answer: _is_crossed_out(boxes, ink) for answer, boxes in both.items()}
    if marks is None:
        marks = _in_brackets(place)
    meant = _the_one(marks) if marks is not None else _other(struck)
    if meant is not None and any(is_struck(box, ink) is True for box in both[meant]):
        meant = None
    if _is_answered_besides(place) or _is_qualified(place, boxed=marks is not None):
        meant = None
    as_printed = sorted(both, key=lambda answer: both[answer][0].left)
    signs = {a: _sign(marks[a] if marks else None, struck[a]) for a in as_printed}
    return ReadAnswer(
        meant or Answer.UNCLEAR,
        Evidence(
            status=Status.CLEAR if meant else _unmarked_or_in_conflict(marks),
            page=place.page,
            box=place.box,
            read=" ".join(f"{answer.value}{sign}" for answer, sign in signs.items()),
        ),
    )


def _is_qualified(place: AnswerPlace, *, boxed: bool) -> bool:
    """Say whether a word besides puts a condition; a box behind NO may be read as the T of NOT."""
    exact = [word.box for word in place.every_word if word.text in ANSWERS]
    return any(
        _QUALIFIES.match(key(word.text))
        and not (boxed and word.text == "NOT" and any(word.box.meets(box) for box in exact))
        for word in place.every_word
    )


def _unmarked_or_in_conflict(marks: Marks | None) -> Status:
    """Tell two boxes left empty from marks that speak against each other."""
    return Status.BLANK if marks and set(marks.values()) == {False} else Status.CONFLICT


def _marks_in_boxes(both: Boxes, place: AnswerPlace, ink: InkMap) -> Marks | None:
    """Judge the tick boxes by any pair of the places that readers give the words.

    A reader that takes a tick box for a piece of the word hides it from us. None without boxes.
    """
    pairs = [{Answer.YES: yes, Answer.NO: no} for yes in both[Answer.YES] for no in both[Answer.NO]]
    judged = [ticked(pair, ink, asked=place.asked) for pair in pairs]
    answered = {answer: marks for marks in judged if (answer := _the_one(marks)) is not None}
    if len(answered) == 1:
        return next(iter(answered.values()))
    if not answered and any(has_boxes(pair, ink, asked=place.asked) for pair in pairs):
        return next((m for m in judged if set(m.values()) == {False}), judged[0])
    return {Answer.YES: None, Answer.NO: None} if answered else None


def _in_brackets(place: AnswerPlace) -> Marks | None:
    """Read "[x] Yes [ ] No": what both readers read alike, and nothing else besides."""
    ours, theirs = (
        _bracketed("".join(word.text for line in place.words[reader] for word in line))
        for reader in OCR_READERS
    )
    return ours if ours == theirs else None


def _bracketed(text: str) -> Marks | None:
    """Tell which of two words has its brackets filled, before both words or after both."""
    found = next(filter(None, (form.fullmatch(text) for form in _BRACKETED)), None)
    marks = {ANSWERS[found[w]]: bool(found[mark]) for w, mark in _WORD_AND_MARK} if found else {}
    return marks if len(marks) == len(_OTHER) else None


def _printed_answers(place: AnswerPlace) -> Boxes | None:
    """Find YES and NO among the words of the readers, the most closely boxed first."""
    found: list[tuple[bool, bool, Answer, Box]] = []
    for reader in OCR_READERS:
        for word in (word for line in place.words[reader] for word in line):
            # Tesseract boxes each word by its ink; RapidOCR parts a line by its letters' number.
            found += [
                (word.text not in ANSWERS, reader is Reader.RAPIDOCR, answer, box)
                for answer, box in _answers_in(word)
            ]
    return _both(sorted(found, key=lambda each: each[:2]))


def _both(found: Sequence[tuple[bool, bool, Answer, Box]]) -> Boxes | None:
    """Gather each answer's boxes by the word that was found first; None unless both are there."""
    boxes: Boxes = {}
    for *_, answer, box in found:
        known = boxes.get(answer, ())
        if not known or known[0].meets(box):
            boxes[answer] = (*known, box)
    return boxes if len(boxes) == len(_OTHER) else None


def _beside_a_box(place: AnswerPlace, ink: InkMap) -> Boxes | None:
    """Find YES and NO where a reader runs them together with the boxes that are printed there."""
    found = []
    for word in place.every_word:
        match = _WITH_BOX.fullmatch(word.text)
        if match is not None:
            box = _cut(word, match.start("word"), match.end("word"))
            found.append((word.text not in ANSWERS, False, ANSWERS[match["word"]], box))
    both = _both(sorted(found, key=lambda each: each[0]))
    if both is None:
        return None
    best = {answer: boxes[0] for answer, boxes in both.items()}
    return both if has_boxes(best, ink, asked=place.asked) else None


def _one_struck(place: AnswerPlace, ink: InkMap) -> Boxes | None:
    """Find the one word that both readers read, beside the other that a stroke has garbled.

    Garbled by a letter at the most, where the stroke can be seen.
    """
    read = [
        {answer for line in lines for word in line for answer, _ in _answers_in(word)}
        for lines in place.words.values()
    ]
    if any(answers != read[0] for answers in read) or len(read[0]) != 1:
        return None
    (standing,) = read[0]
    left = tuple(box for word in place.every_word for _, box in _answers_in(word))
    struck = tuple(
        box
        for word in place.every_word
        for box in _garbled(word, _OTHER[standing])
        if not any(box.meets(_core_of(other)) for other in left)
        and _crossed(ink.strike_across(box)) is True
    )
    return {standing: left, _OTHER[standing]: struck} if struck else None


def _core_of(box: Box) -> Box:
    """Give the middle of a word: the places of two that stand close may overlap at their ends."""
    aside = 0.25 * box.width
    return Box(box.left + aside, box.top, box.right - aside, box.bottom)


def _garbled(word: Word, answer: Answer) -> list[Box]:
    """Give the places of what a struck word may be read as: "Ne-", "¥es", "+ES", "re"."""
    return [
        _cut(word, found.start(), found.end())
        for found in re.finditer(r"[¥￥€+]?[^\W\d_]+", word.text)
        if found[0] not in ANSWERS
        and len(found[0]) >= len(answer.value)
        and Levenshtein.distance(found[0].lower(), answer.value) <= _ONE_SLIP
    ]


def _is_answered_besides(place: AnswerPlace) -> bool:
    """Say whether a reader gives YES or NO once more: whoever wrote it did not mean the boxes."""
    for lines in place.words.values():
        given = [answer for line in lines for word in line for answer, _ in _answers_in(word)]
        if len(given) > len(set(given)):
            return True
    return False


def _answers_in(word: Word) -> list[tuple[Answer, Box]]:
    """Find the answers in one word, which may hold both: "YES/NO"."""
    return [
        (ANSWERS[found[0]], _cut(word, found.start(), found.end()))
        for found in re.finditer(r"[A-Za-z]+", word.text)
        if found[0] in ANSWERS
    ]


def _cut(word: Word, start: int, end: int) -> Box:
    """Cut letters out of a word."""
    letter = word.box.width / max(1, len(word.text))
    left = word.box.left
    return Box(left + letter * start, word.box.top, left + letter * end, word.box.bottom)


def _the_one(marks: Marks) -> Answer | None:
    """Give the one that is marked where the other clearly is not."""
    marked = [answer for answer, is_marked in marks.items() if is_marked is True]
    bare = [answer for answer, is_marked in marks.items() if is_marked is False]
    return marked[0] if len(marked) == len(bare) == 1 else None


def _other(struck: Marks) -> Answer | None:
    """Give the one that is left standing."""
    out = _the_one(struck)
    return _OTHER[out] if out else None


def _sign(ticked: bool | None, struck: bool | None) -> str:  # noqa: FBT001  # three-valued marks
    if ticked is not None:
        return " ☒" if ticked else " ☐"
    return " struck" if struck else "" if struck is False else " ?"


def _is_crossed_out(boxes: Sequence[Box], ink: InkMap) -> bool | None:
    """Judge a word by the boxes that the readers give it, the closest first; None is doubt.

    Struck by the closest box and by no other not; standing where nothing speaks for a stroke.
    """
    strikes = [ink.strike_across(box) for box in boxes]
    first, *others = map(_crossed, strikes)
    if first is True and False not in others:
        return True
    doubts = {is_struck(box, ink) for box in boxes}
    if first is True or True in others or True in doubts:
        return None
    stands = first is False or (doubts == {False} and _ends_with_its_word(strikes))
    return False if stands else None


def _ends_with_its_word(strikes: Sequence[Strike]) -> bool:
    """Say whether what runs through a word is gapped like its letters, and goes no farther.

    The O of a NO fills most of the word's width, and no stroke need be drawn for that.
    """
    return strikes[0].covered < _GAPPED and all(max(one.reach) <= 1 for one in strikes)


def _crossed(strike: Strike) -> bool | None:
    """Tell a stroke from the letters' own bars: thin, straight, and beyond both ends of the word.

    Bold and blurred letters run together, but never leave a thin line across their hollows.
    """
    if strike.covered < _COVERED or strike.alone < _ALONE or strike.below < _LETTERS_STAND_OUT:
        bare = strike.covered < _STANDS
        return False if bare or _is_without_a_line(strike) else None
    goes_out = (
        min(strike.reach) >= _OUT_PIXELS
        and strike.above >= _LETTERS_STAND_OUT
        and strike.thin >= _LINE_OUTSIDE
        and strike.least_thin >= _LINE_IN_EACH_THIRD
    )
    # A table's line touches a word at its top, where no letter stands out above.
    in_the_middle = _HIGHEST <= strike.height <= _LOWEST
    crosses = (
        strike.covered >= _WHOLLY
        and strike.thin >= _LINE_INSIDE
        and strike.least_thin >= _INSIDE_EACH_THIRD
    ) or (strike.thin >= _ALL_A_LINE and strike.least_thin >= _ALL_OF_EACH_THIRD)
    return True if goes_out or (in_the_middle and crosses) else None


def _is_without_a_line(strike: Strike) -> bool:
    return strike.covered < _RUN_TOGETHER and strike.least_thin < _LINE_IN_EACH_THIRD


def is_struck(word: Box, ink: InkMap) -> bool | None:
    """Say whether a stroke runs through a word from end to end; None is doubt."""
    row, pen = ink.widest_stroke(word), ink.pen_across(word)
    if (
        row > _STRUCK
        or (pen.share > _PEN and pen.reach_inches >= _OUT_INCHES)
        or (pen.share > _MOST and pen.reach_inches >= _FAR_OUT_INCHES)
    ):
        return True
    return False if max(row, pen.share) < _WHOLE else None
