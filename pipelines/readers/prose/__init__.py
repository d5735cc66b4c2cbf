"""Advices written for people: letters, mails and PDF pages, read only as far as they prove themselves.

Shared by the readers of text, mail and PDF. Never a file in here: rows of cells in, one advice out.
"""
