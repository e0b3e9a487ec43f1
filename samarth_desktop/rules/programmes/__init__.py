"""Who may join a programme, how far she is on its way, and which dates follow."""
