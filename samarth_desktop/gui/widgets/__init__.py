"""The kit that pages are built from. Every widget takes `Text` and says it again after a language switch."""
