from pathlib import Path

import pytest
from msgspec.structs import replace

from edition.audit.leak import ClearedText, How, WithheldText
from edition.audit.searching import own_leaks
from edition.audit.template import template_texts
from ingest.lines.template import EXEMPT_BECAUSE, PUBLIC_ACCESS
from tests.edition.audit.editions import SENTENCE, TITLE, a_page, an_edition, html
from tests.publication.records import OTHER_SCAN, SCAN

THIRD_SCAN = "77" * 32
LONG_TITLE = "New boots for every officer who walks the streets of Walthamstow"


def withheld(*texts: str, scan: str = OTHER_SCAN, notes: tuple[str, ...] = ()) -> WithheldText:
    """Withhold texts."""
    return WithheldText(scan=scan, reference="PCD 734", texts=texts, notes=notes)


@pytest.mark.parametrize("text", [PUBLIC_ACCESS, EXEMPT_BECAUSE])
def test_the_forms_own_words_are_nobodys_secret(tmp_path: Path, text: str) -> None:
    """They stand on every form, withheld or not."""
    edition = replace(an_edition(tmp_path), withheld=(withheld(text),))
    edition.put("site/a.html", html(text))

    assert edition.leaks() == ()


def test_the_form_is_excused_in_its_order_and_with_its_answers(tmp_path: Path) -> None:
    """Runs that go from one printed text over an answer to the next are the form's too."""
    form = (
        "Is the publication of Part 1 of this approval to be deferred? YES If yes, for what "
        "reason: N/A Until what date: N/A Part 2 Confidentiality: Only the facts or advice"
    )
    edition = replace(an_edition(tmp_path), withheld=(withheld(form),))
    edition.put("site/a.html", html(form))

    assert edition.leaks() == ()


def test_words_that_are_not_all_of_the_form_are_not_excused(tmp_path: Path) -> None:
    """A sentence that goes on from the form's words is the decision's own."""
    form = "The above request has my approval. Nobody may know that Walthamstow closes in May."
    edition = replace(an_edition(tmp_path), withheld=(withheld(form),))
    edition.put("site/a.html", html(form))

    assert {leak.how for leak in edition.leaks()} == {How.RUN}


def test_the_template_is_committed_text_and_nothing_else() -> None:
    """It is made of no decision: the same on every call, and not long."""
    assert list(template_texts()) == list(template_texts())
    assert len(" ".join(set(template_texts()))) < 500_000


def test_another_scans_cleared_words_are_public(tmp_path: Path) -> None:
    """Its page may say them, and so may every list of what is published."""
    edition = an_edition(tmp_path)
    page = a_page(scan=THIRD_SCAN, summary=SENTENCE)
    edition = replace(edition, cleared=(*edition.cleared, page))
    edition.put("site/a.html", html(SENTENCE))

    assert edition.leaks() == ()


def test_a_withheld_decision_may_cite_a_published_one(tmp_path: Path) -> None:
    """A list prints reference and title side by side, as the withheld text does."""
    cited = f"This follows PCD 611 {LONG_TITLE} and more."
    page = a_page(title=LONG_TITLE)
    edition = replace(an_edition(tmp_path), cleared=(page,), withheld=(withheld(cited),))
    edition.put("site/a.html", html(f"<li><b>PCD 611</b> {LONG_TITLE}</li>"))
    edition.put("site/b.html", html(f"<li>{LONG_TITLE} (PCD 611)</li>"))

    assert edition.leaks() == ()


def test_a_second_scan_of_what_is_public_is_excused_from_title_to_summary(tmp_path: Path) -> None:
    """It is held as the newcomer, and says what the page says, in the order of the form."""
    told = f"Title: {LONG_TITLE} Executive summary: {SENTENCE}"
    page = a_page(title=LONG_TITLE, summary=SENTENCE)
    edition = replace(an_edition(tmp_path), cleared=(page,), withheld=(withheld(told),))
    edition.put("site/a.html", html(f"PCD 611. {LONG_TITLE}. Executive summary. {SENTENCE}"))

    assert edition.leaks() == ()


def test_a_page_written_by_hand_excuses_no_run(tmp_path: Path) -> None:
    """Somebody may have copied a withheld sentence into it."""
    edition = replace(an_edition(tmp_path), public_texts=(SENTENCE,))
    edition.put("site/a.html", html(SENTENCE))

    assert {leak.how for leak in edition.leaks()} == {How.RUN}


def test_a_scan_never_excuses_its_own_withheld_pages(tmp_path: Path) -> None:
    """What stands on its page and on its withheld pages alike leaked from these."""
    page = a_page(summary=SENTENCE)
    edition = replace(
        an_edition(tmp_path), cleared=(page,), withheld=(withheld(SENTENCE, scan=SCAN),)
    )
    edition.put("site/a.html", html(SENTENCE))

    assert {(leak.file, leak.scan) for leak in edition.leaks()} == {("site/a.html", SCAN)}
    assert own_leaks((page,), edition.withheld) == {SCAN}


def test_another_scan_may_excuse_withheld_pages() -> None:
    """What two decisions say, and one of them in public, is public."""
    mine = a_page(summary=SENTENCE)
    theirs = a_page(scan=THIRD_SCAN, summary=SENTENCE)
    part2 = withheld(SENTENCE, scan=SCAN)

    assert own_leaks((mine, theirs), (part2,)) == frozenset()


def test_a_page_that_is_held_excuses_nothing_any_more() -> None:
    """Two scans that would excuse each other are both held, and a chain of them falls."""
    other = "Nobody may know that the armoury in Walthamstow closes before the month of May."
    first = a_page(summary=f"{SENTENCE} {other}")
    second = a_page(scan=THIRD_SCAN, summary=SENTENCE)
    parts = (withheld(other, scan=SCAN), withheld(SENTENCE, scan=THIRD_SCAN))

    assert own_leaks((first, second), parts) == {SCAN, THIRD_SCAN}
    assert own_leaks((first, second), parts[1:]) == frozenset()


def test_a_clean_page_has_no_own_leak() -> None:
    """Its withheld pages say other things."""
    assert own_leaks((a_page(),), (withheld(SENTENCE, TITLE, scan=SCAN),)) == frozenset()


def test_an_officer_may_quote_the_page_that_is_cleared() -> None:
    """A reason that repeats the corrected title tells nothing that the page doesn't."""
    page = a_page(title=LONG_TITLE)
    noted = withheld(scan=SCAN, notes=(f"The title should read: {LONG_TITLE}",))

    assert own_leaks((page,), (noted,)) == frozenset()


def test_an_officers_reason_is_private(tmp_path: Path) -> None:
    """Also where the decision is cleared."""
    why = "Asked by telephone, and the inspector in Walthamstow said so."
    edition = replace(an_edition(tmp_path), withheld=(withheld(scan=SCAN, notes=(why,)),))
    edition.put("site/a.html", html(why))

    assert [leak.file for leak in edition.leaks()] == ["site/a.html"]


def test_the_name_of_a_tag_is_no_word_of_the_text(tmp_path: Path) -> None:
    """A link after seven public words isn't "a" after them."""
    cleared = a_page(summary="All officers need new boots every single year.")
    text = withheld("All officers need new boots every single year a b c.")
    edition = replace(an_edition(tmp_path), cleared=(cleared,), withheld=(text,))
    edition.put("site/a.html", html("All officers need new boots every single year <a>x</a>"))
    edition.put("site/a.json", '{"a": "officers need new boots every single year", "a": "b c"}')

    assert edition.leaks() == ()


def test_a_scan_is_named_once(tmp_path: Path) -> None:
    """Else one half of what it withholds could be excused by the page of the other."""
    edition = replace(an_edition(tmp_path), withheld=(withheld(SENTENCE), withheld(TITLE)))

    with pytest.raises(ValueError, match="named twice"):
        edition.leaks()


def test_a_cleared_page_of_a_withheld_scan_excuses_nothing(tmp_path: Path) -> None:
    """It shouldn't be there at all."""
    page = ClearedText(OTHER_SCAN, a_page(summary=SENTENCE).page)
    edition = replace(an_edition(tmp_path), cleared=(page,), withheld=(withheld(SENTENCE),))
    edition.put("site/a.html", html(SENTENCE))

    assert [leak.file for leak in edition.leaks()] == ["site/a.html"]
