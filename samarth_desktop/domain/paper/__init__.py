"""What paper can hold: letters that can be drawn, names that can be printed."""
