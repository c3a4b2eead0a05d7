"""A record and its layout in, findings out: what a person must look at."""
