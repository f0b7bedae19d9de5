"""Who somebody is: passwords, and sign-in at an identity provider."""
