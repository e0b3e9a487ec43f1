"""The program without a window: one sub-command for each thing other programs and support staff ask of it."""
