"""Who went through a workshop, and how often somebody may go to fairs."""
