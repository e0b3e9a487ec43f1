"""The office server: FastAPI over PostgreSQL (optional extra `hub`)."""
