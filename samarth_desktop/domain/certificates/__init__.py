"""What stands on a certificate, what paper can hold, and which certificate holds."""
