"""The PDF backend, on ReportLab's canvas."""
