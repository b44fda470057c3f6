"""CSV and XLSX files, read with every fault by line, and written so that no cell becomes a formula."""
