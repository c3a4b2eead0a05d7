from benchmarks.reading.text_error import errors_and_letters, fewest_errors


def test_a_passage_that_stands_there_costs_nothing() -> None:
    """Wherever it stands, and whatever stands around it."""
    assert fewest_errors("the older tow bars", "Page 3 the older tow bars PCD July 2020") == 0


def test_each_wrong_letter_costs_one() -> None:
    """Changed, lost or added."""
    assert fewest_errors("the older tow bars", "… tne older tow bar … and") == 2
    assert fewest_errors("FOIA", "under the FOlA of") == 1


def test_a_foot_inside_a_passage_is_the_reader_s_fault() -> None:
    """It ought to know a foot from a sentence."""
    assert fewest_errors("paid until the autumn", "paid until 4 the autumn") == 2


def test_a_passage_nobody_read_costs_all_its_letters() -> None:
    """An empty text is no way to be right."""
    assert fewest_errors("boats", "") == 5
    assert errors_and_letters(["boats", "quiz"], "boats") == (4, 9)


def test_dashes_and_quotation_marks_are_of_one_kind() -> None:
    """Typists don't agree on them either."""
    assert errors_and_letters(
        ["the Met’s own – small – boats"], "the Met's  own - small — boats"
    ) == (
        0,
        29,
    )
