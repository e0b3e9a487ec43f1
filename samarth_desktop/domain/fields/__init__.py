"""What a field is, how it is read, checked and written."""
