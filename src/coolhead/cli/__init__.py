"""The command line: coolhead listen, explain, playbook."""
