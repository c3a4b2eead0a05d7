"""The private register: scans, page readings, records, reviews and the audit log.

The only owner of SQL.
"""
