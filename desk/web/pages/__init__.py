"""The desk's pages: a visit in, an answer out, one room a file."""
