"""A name that a file came under in, what it says against the form in the file out.

A scan can come under several names; each of them is evidence.
"""

import re
from collections.abc import Iterator

from ingest.fields.references import number_in_file_name
from ingest.finding import Finding, Ground, finding

_NAMED_CONFIDENTIAL = re.compile(
    r"(?<![a-z])(?:part[\s_\-]*(?:2|ii|two)|exempt|restricted|confidential)(?![a-z])", re.IGNORECASE
)


def part_2_in_name(name: str) -> Iterator[Finding]:
    """Yield a finding where the name says Part 2, exempt, restricted or confidential."""
    if _NAMED_CONFIDENTIAL.search(name):
        yield finding(Ground.NAME_SAYS_PART2, read=name)


def other_number_in_name(name: str, number: int | None) -> Iterator[Finding]:
    """Yield a finding where the name carries another PCD number than the form's heading."""
    named = number_in_file_name(name)
    if named is not None and number is not None and named != number:
        yield finding(Ground.REFERENCE_CONFLICT, read=f"file name {named}, heading {number}")
