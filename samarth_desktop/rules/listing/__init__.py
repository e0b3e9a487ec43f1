"""What is between a product, its maker, the label, the seller account and a marketplace: pure, no store, no files."""
