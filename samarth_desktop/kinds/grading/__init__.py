"""How a group keeps its habits, judged on one day."""
