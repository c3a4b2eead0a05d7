"""A written page in, its front matter as a value and its body out: the reader's side."""

import msgspec
import yaml
from msgspec import Struct

from publication.errors import NotProved

_FENCE = "---\n"


class FrontMatter(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What stands above a page, all of it text.

    Themes print a title raw, in other pages' navigation too, so all that was read is
    HTML-escaped. Days are ISO 8601. What is not known of a decision is left out.
    """

    title: str
    reference: str
    approved: str
    officer_approved: str
    scan: str
    form_version: str = ""
    deferred: str
    deferred_until: str = ""
    deferral_extended_to: tuple[str, ...] = ()
    deferral_reason: str = ""
    deferral_ended: str = ""
    part2: str


NOT_LEGIBLE = "not legible"
"""What stands for a day that could not be read."""


def parted(page: str) -> tuple[FrontMatter, str]:
    """Part a page as `markdown_of` writes it into its front matter and its Markdown.

    Raises `NotProved` for anything else.
    """
    above, fence, body = page.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not page.startswith(_FENCE) or not fence:
        raise NotProved("A decision's page has no front matter: publish again.")
    return front_matter_in(above), body.lstrip("\n")


def front_matter_in(above: str) -> FrontMatter:
    """Read the YAML of a page's front matter; raise `NotProved` where the schema doesn't fit."""
    try:
        return msgspec.convert(yaml.load(above, Loader=_LOADER), FrontMatter)  # noqa: S506  # a safe loader either way
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise NotProved(
            "The front matter does not read back as what was meant. Report this fault."
        ) from error


# libyaml's reader is ten times as fast, and is in every wheel of PyYAML but the purest
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
