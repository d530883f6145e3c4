### The settings, and leaving: disconnect, forget, delete everything.
