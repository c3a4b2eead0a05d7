"""Sheets as scanned in; out, which are withheld, another decision's or there twice, and the order.

What is left is one decision's public pages, as a reader would turn them.
"""
