"""What authors of layouts, locales and dialects ask for: new files to begin with, and checks of what they wrote."""
