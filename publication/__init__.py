"""Record, reviews and day in; ruling and Markdown out.

*May this be published today?* is asked in `publication.rule` and nowhere else.
"""
