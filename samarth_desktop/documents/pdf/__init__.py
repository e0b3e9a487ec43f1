"""Drawing PDF: canvas, shaping, embedding, PDF/A, lists and slips."""
