"""PDFs that bmcgen wrote: forms that were filled in, and the data that files carry, as the trees of data files."""
