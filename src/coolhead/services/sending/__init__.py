"""What leaves the house after a call: e-mails to customers, webhooks, and what comes back."""
