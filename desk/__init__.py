"""The officers' side: how every decision stands, what falls due, and the entries they make.

Code for FOI officers alone: it shows titles, and what was read. `pcd` gives it a face at the
terminal, and nothing of it is ever public.
"""
