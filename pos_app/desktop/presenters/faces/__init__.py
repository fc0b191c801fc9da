"""What a view shows and what it may ask: plain data and Protocols, one module a screen. See ``presenters/__init__``."""
