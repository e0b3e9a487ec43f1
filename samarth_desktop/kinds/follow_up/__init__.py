"""What is to be done next for a person or group."""
