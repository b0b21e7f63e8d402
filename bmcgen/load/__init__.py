"""Files to checked values: data files, layouts, themes and locales."""
