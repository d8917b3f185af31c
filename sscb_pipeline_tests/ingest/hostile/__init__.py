"""Files that are broken, disguised or built to do harm, each with the answer it must get.

A case builds one file, in a folder of the test's own; nothing of it is kept. `corpus.py` gathers them all.
"""
