"""Technical cases, bulletins and controlled documents."""
