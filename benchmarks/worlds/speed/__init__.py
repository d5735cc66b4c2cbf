"""Large worlds in whole columns, to measure time and memory: 100,000 receipts against 200,000 items in a second.

Fewer cases and less mess than the other profiles; the truth is as exact. Open items lie in bundles of one customer,
and a receipt pays one bundle.
"""
