"""The capture page: a browser hears both sides where the dialler offers no sound of its own."""
