"""The hub: FastAPI over PostgreSQL. Shares the wire, the checks and the merge with the laptops."""
