"""How requests are met before anything of them is believed: limits, waiting, refusals, figures."""
