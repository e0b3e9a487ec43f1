"""Products: the list, a product's form, the sheets of marketplaces, answers, sales, what is to be taken down."""
