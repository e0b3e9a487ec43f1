"""The maker's label: what the law wants on every packet."""
