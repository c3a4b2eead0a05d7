"""What the search index can't do; each message says what to do next."""


class SearchIndexError(Exception):
    """The search index can't do what was asked."""


class NoIndexError(SearchIndexError):
    """There is no whole index at the place named."""


class OtherIndexError(SearchIndexError):
    """The index was made by another version, or can't be read as one of ours."""


class NotEmptyError(SearchIndexError):
    """An index is only ever made whole, in a folder that holds nothing yet."""
