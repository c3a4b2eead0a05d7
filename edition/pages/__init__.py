"""The cleared decisions' pages in, the pages that lead to them out: home, years, all of them."""
