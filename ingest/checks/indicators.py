"""A record's text in, the sentences that affirm withheld material out."""

from collections.abc import Iterator

from ingest.finding import Finding, Ground, finding
from ingest.lines.confidential import affirms_part_2, sentences_in
from ingest.record import DecisionRecord, ItemList, Paragraph, Table


def indicators_in(record: DecisionRecord) -> Iterator[Finding]:
    """Find every sentence, in whatever field, that affirms withheld material."""
    texts = [record.title or "", *record.executive_summary.splitlines()]
    texts += [*record.recommendation.splitlines(), *(record.interests or "").splitlines()]
    texts += [section.heading for section in record.sections]
    texts += [f"{row.topic}: {row.statement}" for row in record.declaration]
    sentences = [sentence for text in texts for sentence in sentences_in(text)]
    sentences += [sentence for block in record.public_access for sentence in _sentences_of(block)]
    yield from (
        finding(Ground.PART2_INDICATOR, read=sentence)
        for sentence in sentences
        if affirms_part_2(sentence)
    )
    for at, section in enumerate(record.sections):
        for number, block in enumerate(section.blocks):
            evidence = record.evidence[f"sections.{at}.blocks.{number}"]
            yield from (
                finding(Ground.PART2_INDICATOR, page=evidence.page, box=evidence.box, read=sentence)
                for sentence in _sentences_of(block)
                if affirms_part_2(sentence)
            )


def _sentences_of(block: Paragraph | ItemList | Table) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield from sentences_in(text)
        case ItemList(items=items):
            yield from (sentence for item in items for sentence in sentences_in(item))
        case Table(rows=rows):
            yield from (s for row in rows for cell in row for s in sentences_in(cell))
