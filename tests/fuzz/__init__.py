"""Random keys, clicks, scans and drags on the real window, from a printed seed, judged by what may never happen."""
