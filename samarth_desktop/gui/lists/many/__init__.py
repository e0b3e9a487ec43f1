"""What is done with all that are ticked in a list.

bar       TickBar: how many are ticked, and what can be done with them
asks      MANY: what can be done, by the key that a ListSpec names, and what is asked for it
preview   who stays and why, and how many are changed
dialog    ManyDialog: asks, shows the preview, does it
"""
