"""What bytes of an unknown kind say."""

import zlib
from random import Random

from edition.audit.contents import texts_in_bytes

SENTENCE = "The award went to nobody at all"


def test_a_packed_stream_is_read_to_its_end() -> None:
    """A long one is unpacked piece by piece, and what stands at its end is found as well."""
    noise = Random(611).randbytes(100_000)  # noqa: S311  # no secret hangs on it
    data = b"\x00" + zlib.compress(noise + b"\x00" + SENTENCE.encode()) + noise

    assert any(SENTENCE in text for text in texts_in_bytes(data))


def test_the_stream_after_a_stream_is_read_too() -> None:
    """Nothing between them says where the second begins."""
    packed = [zlib.compress(f"{SENTENCE} {place}".encode()) for place in range(3)]

    said = "\n".join(texts_in_bytes(b"".join(packed)))

    assert all(f"{SENTENCE} {place}" in said for place in range(3))


def test_bytes_that_only_look_like_words_are_passed_over() -> None:
    """Fewer than three words are never looked for, and a search index is full of them."""
    data = b"a.q\x00K5h\x01" * 1000

    assert list(texts_in_bytes(data)) == []
