"""The words of a language: of locales and layouts, in two languages at once, and what their translators need."""
