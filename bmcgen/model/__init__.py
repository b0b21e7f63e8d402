"""The values that travel between the stages. Frozen; no module here knows a stage or a library that draws."""
