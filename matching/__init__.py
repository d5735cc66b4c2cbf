"""Decides which money pays which item: frames in, decisions out.

Never a file, a connection, a clock or a printed line in here.
"""
