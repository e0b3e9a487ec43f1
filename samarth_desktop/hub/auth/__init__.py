"""Who may do what at the hub: codes, devices, cards, tokens, admission, the office's keys."""
