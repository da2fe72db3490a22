"""The archive for programs: read-only JSON under /api/, the same for everybody who asks."""
