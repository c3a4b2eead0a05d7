"""A page's HTML in, the pieces of text that a browser shows of it out."""

from bs4 import BeautifulSoup


def shown_in(page: str) -> list[str]:
    """Return the text between the tags, in order, without comments, scripts and styles."""
    return list(BeautifulSoup(page, "lxml").strings)
