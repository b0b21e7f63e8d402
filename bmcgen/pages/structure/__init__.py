"""How finished pages are read: levels of headings and labels, all pages as one whole, the words read aloud."""
