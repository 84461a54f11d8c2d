// Moves lines and parts without leaving the page.
