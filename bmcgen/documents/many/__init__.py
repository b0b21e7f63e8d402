"""Many documents at once: from files, folders and lists, in several processes."""
