"""A PDF in, page readings out: each page's picture, read by both readers."""
