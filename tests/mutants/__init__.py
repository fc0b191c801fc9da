"""Are the tests good? Plants classic bugs, one at a time, in a copy of the tree, and sees that a test catches each.

``python -m tests.mutants --help``.  The bugs stand in ``table``; one whose place is gone fails loudly.
"""
