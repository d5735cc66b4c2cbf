"""Does: files, clock, DuckDB, Prefect and the command line, and only this room does.

Never a matching rule or a layout in here.
"""
