"""Reading and writing CSV, XLSX and ODS."""
