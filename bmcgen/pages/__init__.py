"""Frames, sizes, flow from sheet to sheet, transforms of pages, and the proofs."""
