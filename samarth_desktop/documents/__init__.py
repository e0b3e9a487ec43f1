"""Everything that leaves as a file: certificates, sheets. The only package that knows ReportLab."""
