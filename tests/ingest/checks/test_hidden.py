from collections.abc import Sequence

import msgspec

from ingest.checks.hidden import hidden_findings, with_own_text
from ingest.finding import Ground
from ingest.lines.template import Mark
from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer
from tests.ingest.forms import PAGE_3, a_form, grounds_in, record_of
from tests.ingest.paper import a_page, filled, words

QUESTION = "Is the publication of Part 1 of this approval to be deferred?"
SEEN_YES = {Mark.DEFERRAL_QUESTION: Answer.YES}


def layered(hidden: str) -> PageReading:
    """Scan a page that carries this under its picture."""
    return a_page(f"{QUESTION} YES", kind=PageKind.HIDDEN_LAYER, embedded=words(hidden, top=0.1))


def born_digital(text: str, own: Sequence[Word], *, covered: Sequence[Box] = ()) -> PageReading:
    """Print a page from a PDF with words of its own, and let it correct the readers."""
    page = a_page(text, kind=PageKind.BORN_DIGITAL, embedded=own, covered=covered)
    return with_own_text(page)


def by(reader: Reader, page: PageReading) -> list[str]:
    """Give one reader's words in the order in which they stand."""
    return [word.text for word in sorted(page.words[reader], key=lambda word: word.box.left)]


def test_a_hidden_layer_that_answers_otherwise_is_found() -> None:
    """What a person sees is the truth, and someone should know that the file says another."""
    (found,) = hidden_findings([layered(f"{QUESTION} NO")], SEEN_YES)

    assert found.ground is Ground.HIDDEN_TEXT_CONTRADICTS
    assert found.read == "hidden no, seen yes"


def test_a_hidden_layer_that_agrees_is_no_finding() -> None:
    """Most scanners write one."""
    assert hidden_findings([layered(f"{QUESTION} YES")], SEEN_YES) == ()


def test_a_garbled_or_missing_layer_says_nothing() -> None:
    """No disagreement can be read out of noise, or of both words."""
    for hidden in ("ls tne pubIcatn of Prt i", f"{QUESTION} YES NO", f"{QUESTION} N0", ""):
        assert hidden_findings([layered(hidden)], SEEN_YES) == ()


def test_a_hidden_layer_under_a_picture_is_never_read() -> None:
    """Neither its answers nor its words reach the record."""
    pages = a_form(deferral="YES", until="1 April 2099", reason="Talks go on.")
    hidden = words(f"{QUESTION} NO", top=0.3)
    pages[2] = a_page(
        PAGE_3.replace("{deferral}", "YES").replace("{part2}", "NO"),
        page=3,
        kind=PageKind.HIDDEN_LAYER,
        embedded=[*hidden, *words("zebra walrus", top=0.5)],
    )

    record = record_of(pages)

    assert record.deferral.answer is Answer.YES
    assert "zebra" not in msgspec.json.encode(record).decode()
    assert Ground.HIDDEN_TEXT_CONTRADICTS.value in grounds_in(record)


def test_a_born_digital_page_corrects_its_readers() -> None:
    """Its own words are what was typed, where a reader saw them."""
    page = born_digital("The {polioe|p0lice} force", words("The police force", top=0.1))

    assert by(Reader.RAPIDOCR, page) == by(Reader.TESSERACT, page) == ["The", "police", "force"]


def test_a_word_that_no_reader_saw_is_dropped_and_found() -> None:
    """White on white is not for the public."""
    own = [*words("The police force is here", top=0.1), *words("zebra", top=0.4)]
    page = born_digital("The police force is here", own)

    assert "zebra" not in by(Reader.RAPIDOCR, page)
    assert [word.text for word in page.unseen] == ["zebra"]
    assert [found.ground for found in hidden_findings([page], {})] == [Ground.UNSEEN_TEXT]
    assert all(found.read is None for found in hidden_findings([page], {}))


def test_text_under_an_opaque_box_is_found() -> None:
    """A black box hides nothing in a file."""
    (hidden,) = words("zebra", top=0.4)
    own = [*words("The police force is here", top=0.1), hidden]
    page = born_digital("The police force is here", own, covered=[hidden.box])

    assert [found.ground for found in hidden_findings([page], {})] == [Ground.COVERED_TEXT]


def test_text_under_opaque_boxes_is_found_however_much_it_is() -> None:
    """Half a page under boxes is no garbled layer."""
    secret = words("zebra walrus xylophone quagmire", top=0.4)
    own = [*words("The police", top=0.1), *secret]
    page = born_digital("The police", own, covered=[Box(0.1, 0.39, 0.9, 0.43)])

    assert [found.ground for found in hidden_findings([page], {})] == [Ground.COVERED_TEXT]


def test_a_garbled_layer_of_a_born_digital_page_is_ignored() -> None:
    """A font without a map gives signs that no reader saw: the picture is read."""
    page = born_digital("The police force", words("□□ ÿþ¤x ¶§¤", top=0.1))

    assert by(Reader.RAPIDOCR, page) == ["The", "police", "force"]
    assert page.unseen == ()


def test_a_long_word_is_not_seen_because_a_short_one_is() -> None:
    """Fine print over a letter stays unseen."""
    (over,) = words("a", top=0.1, left=0.5)
    own = [*words("The police force is", top=0.1), Word("quagmireandwalrus", over.box, 1.0)]
    page = born_digital("The police force is" + " " * 28 + "a", own)

    assert "quagmireandwalrus" not in by(Reader.RAPIDOCR, page)


def test_a_typed_no_over_another_word_is_no_answer() -> None:
    """What is seen is NOT; the file's NO under it answers nothing."""
    page = born_digital("deferred by us? NOT", words("deferred by us? NO", top=0.1))

    assert by(Reader.RAPIDOCR, page)[-1] == "NOT"


def test_neither_reader_speaks_for_the_other_on_an_answer() -> None:
    """Clear is what both readers read, on a born-digital page too."""
    page = born_digital("deferred by us? {NO|N0T}", words("deferred by us? NO", top=0.1))

    assert by(Reader.TESSERACT, page)[-1] == "N0T"


def test_signs_that_fonts_name_otherwise_are_not_unseen() -> None:
    """A tick is a letter of a dingbats font."""
    own = [*words("The police force is", top=0.1), *words("3", top=0.1, left=0.5)]
    page = born_digital("The police force is" + " " * 28 + "✓", own)

    assert page.unseen == ()


def test_text_off_the_page_is_found_under_a_picture_too() -> None:
    """No scanner writes a layer beyond the paper's edge."""
    (off,) = words("zebra", top=0.4, left=1.2)
    page = a_page("The police force", kind=PageKind.HIDDEN_LAYER, embedded=[off])

    (found,) = hidden_findings([page], {})

    assert (found.ground, found.box) == (Ground.UNSEEN_TEXT, None)


def test_a_hidden_row_that_runs_over_the_edge_is_no_finding() -> None:
    """A scanner sets its layer in a font of its own, and that may be too wide."""
    row = words("The police force and all that it has ever done " * 3, top=0.1)
    page = a_page("The police force", kind=PageKind.HIDDEN_LAYER, embedded=row)

    assert row[-1].box.left > 1
    assert hidden_findings([page], {}) == ()


def test_a_page_of_nothing_but_unseen_text_is_found() -> None:
    """All of it in white is no garbled layer: it stands on no ink."""
    page = born_digital("", words("the zebra and the walrus", top=0.4))

    assert "walrus" in [word.text for word in page.unseen]
    assert [found.ground for found in hidden_findings([page], {})] == [Ground.UNSEEN_TEXT]


def test_a_layer_under_a_box_drawn_on_a_scan_is_found() -> None:
    """Someone drew it with a reason; the words beneath are still in the file."""
    (hidden,) = words("zebra", top=0.4)
    box = Box(0.1, 0.39, 0.9, 0.43)
    drawn = a_page(
        "The police force",
        kind=PageKind.HIDDEN_LAYER,
        embedded=[hidden],
        covered=[box],
        pens=[filled(box)],
    )
    under_the_picture = a_page(
        "The police force", kind=PageKind.HIDDEN_LAYER, embedded=[hidden], covered=[box]
    )

    assert [found.ground for found in hidden_findings([drawn], {})] == [Ground.COVERED_TEXT]
    assert hidden_findings([under_the_picture], {}) == ()
