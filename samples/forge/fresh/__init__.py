"""Decisions nobody thought of, forged by lot: to measure the reader on what it hasn't seen.

Start at `samples.forge.fresh.forging`: a seed and a count go in, scans with their truth come
out. `inventing` makes up what a decision says and `habits` how its form looks, `printing` sets
it, `machines` scans it, `mishaps` lets happen what happens in an office, and `truth` tells what
a careful clerk would write down.
"""
