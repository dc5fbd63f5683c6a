"""What became of it: figures over parties and rounds, plan checks, and the next round."""
