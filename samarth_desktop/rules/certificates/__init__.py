"""What stands on a certificate, and which certificate holds."""
