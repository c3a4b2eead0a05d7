"""Pictures and prints into PDF files that hold no clock and no chance."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import img2pdf
import pikepdf
from reportlab.lib.pagesizes import A4

_SEEN = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do"})
_DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)


def bound(pictures: Sequence[bytes]) -> bytes:
    """Wrap the pictures, one a page, as a scanner's PDF."""
    layout = img2pdf.get_layout_fun(A4)
    wrapped = img2pdf.convert(
        list(pictures), layout_fun=layout, creationdate=_DAY_ONE, moddate=_DAY_ONE
    )
    with pikepdf.open(BytesIO(wrapped)) as pdf:
        del pdf.trailer["/ID"]  # img2pdf draws it by lot
        return _saved(pdf)


def with_hidden_layer(scan: bytes, layer: bytes) -> bytes:
    """Lay the text of another print, invisibly (render mode 3), under each page of a scan."""
    with pikepdf.open(BytesIO(scan)) as pdf, pikepdf.open(BytesIO(layer)) as text:
        for page, under in zip(pdf.pages, text.pages, strict=False):
            _make_invisible(text, under)
            page.add_resource(
                pdf.copy_foreign(under.as_form_xobject()),
                pikepdf.Name.XObject,
                pikepdf.Name("/Layer"),  # named by us: pikepdf would draw a name by lot
            )
            page.contents_add(b"q /Layer Do Q", prepend=True)
        return _saved(pdf)


def broken(scan: bytes) -> bytes:
    """Cut a file off half-way; its pages' own objects stood, packed together, at the end."""
    packed = BytesIO()
    with pikepdf.open(BytesIO(scan)) as pdf:
        generate = pikepdf.ObjectStreamMode.generate
        pdf.save(packed, deterministic_id=True, object_stream_mode=generate)
    return packed.getvalue()[: len(scan) // 2]


def _make_invisible(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    kept = [
        instruction
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) not in _SEEN
    ]
    stream = b"3 Tr\n" + pikepdf.unparse_content_stream(kept)
    page.Contents = pdf.make_stream(stream)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()
