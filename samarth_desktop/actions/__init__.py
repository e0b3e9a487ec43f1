"""One function for each thing a person wants to do; the window and the command line call the same ones."""
