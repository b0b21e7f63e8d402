"""Kinds of block."""
