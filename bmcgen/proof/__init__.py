"""The proofs: every word is on the pages and in the file (`words`), and nothing stands on anything (`places`)."""

from bmcgen.proof.places import misplaced
from bmcgen.proof.words import lost, unread

__all__ = ["lost", "misplaced", "unread"]
