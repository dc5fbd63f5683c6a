"""What people answered: sheets and their file, carried over versions, merged and compared."""
