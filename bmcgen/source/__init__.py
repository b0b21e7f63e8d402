"""What people bring, as a tree in which every value knows its place."""
