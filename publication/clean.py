"""Text as OCR gives it in, text that can only be read and not obeyed out."""

import unicodedata

# Letters and marks that Unicode draws as nothing at all, beside the format characters.
_INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_NO_LETTER = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})


def clean(text: str) -> str:
    """Drop control, bidi, zero-width and unassigned characters; make one space of any space."""
    return " ".join(text.translate(_PLAIN).split())


def _plain(letter: str) -> str:
    if letter.isspace():
        return " "
    is_dropped = letter in _INVISIBLE or unicodedata.category(letter) in _NO_LETTER
    return "" if is_dropped else letter


class _Plain(dict[int, str]):
    """What becomes of each letter, asked once: pages have millions, of a few hundred kinds."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN = _Plain()
