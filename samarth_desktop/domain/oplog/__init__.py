"""The operation log: operations, their exchange, erasure, who may write what."""
