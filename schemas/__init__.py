"""What every table is: columns, money, policy.

Nothing here behaves, opens a file or reads a clock, and nothing of ours is imported.
"""
