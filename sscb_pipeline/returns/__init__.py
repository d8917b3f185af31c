"""The 18 returns, and Annex A in place of some: one file each under the agency that sends it.

A new return is a new file here, nothing else.

`registry.all_returns()` finds them; table, Dagster asset, blank template, dictionary page and contract test follow.
"""
