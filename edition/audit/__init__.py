"""Everything withheld and a finished edition in, every place where it leaks out.

This is the last lock of the door: one leak, and the edition is not swapped in.
"""
