"""Places: states, districts, PIN codes, the Government's directory."""
