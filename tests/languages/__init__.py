"""The till in other languages: the catalogues, and texts that never came near them.

``make translations`` (``python -m tests.languages``) brings the catalogues up to the program and compiles them.
"""
