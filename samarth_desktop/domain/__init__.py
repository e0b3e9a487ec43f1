"""What a registration is: records, fields, rules. Pure Python, no database, no window."""
