"""Made-up business days whose truth is known, and what is measured on them.

Nothing of the product lives here, and the product never imports it.
"""
