"""Data files described: JSON Schema for editors, and starter files for people."""
