from ingest.finding import Ground
from ingest.lines.confidence import SURE
from tests.ingest.forms import PAGE_2, a_form, record_of
from tests.ingest.paper import a_page, place_of

_CLOSED_PAGE = """\
PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
1.1\tOur ceiling in the talks is {£4,200|£4,700} and {Selport|Selpont} must not learn it.
"""


def test_a_word_that_the_readers_read_in_two_ways_is_told_with_its_place() -> None:
    """The desk can mark it on the page: an officer looks at one word, and not at a form."""
    pages = a_form(page_2=PAGE_2.replace("313,500", "{313,500|318,500}"))

    (word,) = record_of(pages).doubtful

    assert word.text in {"£313,500,", "£318,500,"}
    assert word.page == 2
    assert word.box.meets(place_of(pages[1], "£313,500,"))
    assert word.confidence < SURE


def test_a_form_that_both_readers_read_alike_has_no_doubtful_word() -> None:
    """Signatures, ticks and answers have findings of their own."""
    assert record_of(a_form()).doubtful == ()


def test_no_word_of_a_withheld_page_is_told_as_doubtful() -> None:
    """The list is made of the public pages alone."""
    record = record_of([*a_form(part2="YES"), a_page(_CLOSED_PAGE, page=5)])

    assert record.withheld_pages == (5,)
    assert record.doubtful == ()


def test_a_passage_in_doubt_is_told_with_its_doubtful_words() -> None:
    """The finding says which words to look at."""
    words = " ".join(f"{{w{n}ord|v{n}erb}}" for n in range(9))
    record = record_of(a_form(page_2=PAGE_2 + f"\n2.2\t{words}\n"))

    (found,) = [one for one in record.findings if one.ground is Ground.LOW_CONFIDENCE]

    assert found.read is not None
    assert all(word.text in found.read for word in record.doubtful)
