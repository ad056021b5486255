"""Where the bytes of pictures and attachments lie."""
