"""Certificates: eligibility, issuing, the register, keys, verification."""
