"""One edition of the public site, made whole: pages, site, search, audit, swap."""
