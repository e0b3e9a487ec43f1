"""Identity and other papers."""
