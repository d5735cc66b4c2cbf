"""The parts of the seeded generator: who trades, what is open, who pays what, how it is written.

Nothing here may look at how the matcher works: the truth comes from construction alone.
"""
