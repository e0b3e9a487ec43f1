"""Products, their photos and prices, the sheets of marketplaces, answers and sales."""
