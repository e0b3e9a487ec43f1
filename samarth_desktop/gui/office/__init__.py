"""The office's window: starts and watches a hub, which is a process of its own."""
