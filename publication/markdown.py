"""A cleared decision in, its Markdown page out, proved before it is handed on."""

from publication.errors import SealBroken
from publication.front_matter import front_matter_of
from publication.page import page_of
from publication.proof import prove
from publication.ruling import Cleared
from publication.writing import written


def markdown_of(cleared: Cleared) -> str:
    """Write a cleared decision as Markdown with front matter.

    Raises `SealBroken` for anything but what the rule sealed, and `NotProved` where the
    Markdown would not read back as exactly what was meant.
    """
    if type(cleared) is not Cleared:
        raise SealBroken("Only a decision that the rule has cleared becomes Markdown.")
    contents = cleared.contents
    meant = page_of(contents)
    markdown = written(meant)
    prove(markdown, meant)
    return f"{front_matter_of(contents)}\n{markdown}"
