"""Finished PDFs against PDF/UA-1 (ISO 14289-1), as far as a program can tell: the conditions for machines of the
Matterhorn Protocol 1.1, and what we can decide besides because we know what every mark means.
"""
