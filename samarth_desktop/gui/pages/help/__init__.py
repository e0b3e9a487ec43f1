"""Help: what a page is for, the keys, what is new, and a file for who helps."""
