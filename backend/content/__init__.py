"""What bytes and bodies are, for mailboxes and readers alike: their media type, their text, and whom they quote."""
