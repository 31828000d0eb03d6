"""What people should decide: the queue, and each item of it with what it takes to decide."""
