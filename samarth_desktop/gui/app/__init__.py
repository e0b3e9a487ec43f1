"""The program's window: start, bars, navigation, routes, leaving."""
