from edition.pages.generated import generated_pages, navigation
from tests.edition.pages.cleared_pages import a_page

HAND_WRITTEN = {"about.md": "About", "search.md": "Search", "deferral-and-part-2.md": "Deferral"}


def test_the_navigation_leads_home_to_decisions_search_and_the_rest() -> None:
    """Years stand newest first, the undated last."""
    years = ("years/undated.md", "years/2018.md", "years/2021.md")

    assert navigation(("index.md", "decisions/index.md", *years), HAND_WRITTEN) == [
        {"Home": "index.md"},
        {
            "Decisions": [
                {"All decisions": "decisions/index.md"},
                {"2021": "years/2021.md"},
                {"2018": "years/2018.md"},
                {"Date not legible": "years/undated.md"},
            ]
        },
        {"Search": "search.md"},
        {"About": "about.md"},
        {"Deferral": "deferral-and-part-2.md"},
    ]


def test_the_navigation_names_no_decision() -> None:
    """It is in every page: with decisions in it, a build would be quadratic."""
    few = generated_pages(a_page(1), site_name="D")
    many = generated_pages(
        {slug: page for number in range(1, 40) for slug, page in a_page(number).items()},
        site_name="D",
    )

    assert navigation(few, HAND_WRITTEN) == navigation(many, HAND_WRITTEN)


def test_two_pages_of_one_title_both_have_their_place() -> None:
    """A home may add a page whose title is taken."""
    items = navigation(("index.md",), {"about.md": "About", "about-us.md": "About"})

    assert items[-2:] == [{"About": "about.md"}, {"About": "about-us.md"}]
