"""A scanned decision form in, one decision record out.

Knows nothing of publishing, of the web or of SQL. Start at `ingest.reading`, where the order
of the work is told; the nouns are in `ingest.page` (what stands on a page), `ingest.finding`
(what a person must hear of) and `ingest.record` (the decision). The rooms stand in the order
of the work: `scanning`, `lines`, `sorting`, `fields`, `checks`; `confined` is the wall around
them.
"""
