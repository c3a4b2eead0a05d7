"""A PDF of one plain page, made here: something to try the readers on."""

_OBJECTS = (
    b"<</Type /Catalog /Pages 2 0 R>>",
    b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
    b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources <</Font <</F1 5 0 R>>>>>>",
    b"<</Length 52>> stream\nBT /F1 18 Tf 72 740 Td (DMPC Decision - PCD 1) Tj ET\nendstream",
    b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
)


def _pdf_of(objects: tuple[bytes, ...]) -> bytes:
    """Return the objects as a PDF file with its table of places (ISO 32000-1, 7.5)."""
    file = b"%PDF-1.4\n"
    places: list[int] = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(file))
    )


A_PLAIN_PAGE = _pdf_of(_OBJECTS)
