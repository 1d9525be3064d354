"""What the chat page looks like: its words, its style and the drawing of replies as HTML."""
