"""The hub's log and its feeds: taking in, giving out, snapshots, sticks, erasure."""
