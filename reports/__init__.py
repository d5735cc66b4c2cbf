"""Shows what the books hold: frames in, sheets, pages and bytes out.

Never a decision, a connection, a clock or a path in here.
"""
