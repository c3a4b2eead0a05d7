import os

from ingest.printable import printable


def test_a_name_is_shown_without_what_a_terminal_would_obey() -> None:
    """Names come as bytes: escapes, line ends and broken UTF-8 are replaced."""
    assert printable("PCD 611 é.pdf") == "PCD 611 é.pdf"
    assert printable("a\x1b[31m\nb\u202e.pdf") == "a�[31m�b�.pdf"
    assert printable(os.fsdecode(b"caf\xe9.pdf")) == "caf�.pdf"
