"""First run, unlocking, recovery, bringing a copy back."""
