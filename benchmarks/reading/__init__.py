"""How well scans are read that nobody has seen before, beside three peers on the same pages.

Start at `benchmarks.reading.__main__`. `one_file` forges and reads, `peers` are the other
readers, `scoring` holds a record against its truth, and `report` prints.
"""
